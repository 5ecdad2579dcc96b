import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../../kernel/event.ts';
import { notificationType } from '../notification.events.ts';
import { templateTexts } from './texts.ts';

/** A template that a later version of the product does not know any more stays in the log. */
const template = z.object({ template: z.string().min(1).max(100) });
const administrators = (): Topic[] => ['administrators'];

/** What stands for a template that an administrator makes, and what it may fill in. */
export const templateName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40);
export const paramName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(30);
export const maxParams = 12;
export const templateParamTypes = z
  .record(paramName, z.enum(['text', 'number', 'instant']))
  .refine((params) => Object.keys(params).length <= maxParams);

/** One that is not built in, from now on there to be sent by its name. The first of its stream. */
export const TemplateMade = defineEvent({
  type: 'TemplateMade',
  version: 1,
  schema: z.object({
    template: templateName,
    notificationType,
    params: templateParamTypes,
    texts: templateTexts,
  }),
  topics: administrators,
});

/** From now on it says this. The stream's version is the template's. */
export const TemplateChanged = defineEvent({
  type: 'TemplateChanged',
  version: 1,
  schema: template.extend({
    texts: templateTexts,
    /** The version whose words these are, where they were brought back. */
    restoredFrom: z.int().min(1).nullable(),
  }),
  topics: administrators,
});

/** From now on it says again what is built in; one that was made is not there any more. */
export const TemplateReset = defineEvent({
  type: 'TemplateReset',
  version: 1,
  schema: template,
  topics: administrators,
});

export const templateEvents = [TemplateMade, TemplateChanged, TemplateReset] as const;
export type TemplateEvent = EventOf<(typeof templateEvents)[number]>;
