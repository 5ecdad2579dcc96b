import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../../kernel/event.ts';
import { templateTexts } from './texts.ts';

/** A template that a later version of the product does not know any more stays in the log. */
const template = z.object({ template: z.string().min(1).max(100) });
const administrators = (): Topic[] => ['administrators'];

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

/** From now on it says again what is built in. */
export const TemplateReset = defineEvent({
  type: 'TemplateReset',
  version: 1,
  schema: template,
  topics: administrators,
});

export const templateEvents = [TemplateChanged, TemplateReset] as const;
export type TemplateEvent = EventOf<(typeof templateEvents)[number]>;
