/** Templates, for the administrators who write them. */
import { z } from 'zod';
import { language } from '#domain/kernel/fields.ts';
import type { Params } from '#domain/notifications/kinds/kind.ts';
import { notificationType } from '#domain/notifications/notification.events.ts';
import { sampleParams } from '#domain/notifications/templates/samples.ts';
import {
  madeTemplate,
  paramFaults,
  type Template,
  templateOf,
  templates,
} from '#domain/notifications/templates/template.ts';
import {
  templateName,
  templateParamTypes,
} from '#domain/notifications/templates/template.events.ts';
import { templateTexts, textFaults } from '#domain/notifications/templates/texts.ts';
import type { Platform } from '#infra/platform.ts';
import {
  changedTemplates,
  madeTemplatesOf,
  templateVersionsOf,
} from '#readmodels/notifications/templates.query.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
import { pageLimit } from '../http/page-input.ts';
import { adminProcedure, metadataOf, router } from '../trpc/trpc.ts';
import { sendingByName, sendingOf, sendNotification, templateParams } from './send.ts';
import { changeTemplate } from './template-commands.ts';

const named = z.object({
  template: z.enum(templates.map(({ name }) => name)).or(templateName),
});
/** `version`: the one that a change is made from; 0 where it was never changed. */
const changing = named.extend({ version: z.int().min(0) });

const list = adminProcedure.query(({ ctx }) =>
  changedTemplates(ctx.services.platform.database.orm),
);

const versions = adminProcedure
  .input(named.extend({ limit: pageLimit, cursor: z.int().min(1).nullish().default(null) }))
  .query(({ ctx, input: { template, limit, cursor } }) =>
    templateVersionsOf(ctx.services.platform.database.orm, template, { limit, before: cursor }),
  );

const make = adminProcedure
  .input(
    z.object({
      template: templateName,
      type: notificationType,
      params: templateParamTypes,
      texts: templateTexts,
    }),
  )
  .mutation(async ({ ctx, input: { template, type, params, texts } }) => {
    const { platform } = ctx.services;
    const made = { type, params };
    const command = { type: 'MakeTemplate', template, version: 0, made, texts } as const;
    return accepted(await changeTemplate(platform, metadataOf(ctx), command));
  });

const save = adminProcedure
  .input(changing.extend({ texts: templateTexts }))
  .mutation(async ({ ctx, input }) => {
    const { platform } = ctx.services;
    const command = { type: 'ChangeTemplate', ...input } as const;
    return accepted(await changeTemplate(platform, metadataOf(ctx), command));
  });

const restore = adminProcedure
  .input(changing.extend({ from: z.int().min(1) }))
  .mutation(async ({ ctx, input }) => {
    const { platform } = ctx.services;
    const command = { type: 'RestoreTemplate', ...input } as const;
    return accepted(await changeTemplate(platform, metadataOf(ctx), command));
  });

const reset = adminProcedure.input(changing).mutation(async ({ ctx, input }) => {
  const { platform } = ctx.services;
  const command = { type: 'ResetTemplate', ...input } as const;
  return accepted(await changeTemplate(platform, metadataOf(ctx), command));
});

/** To oneself, on the channels that one is told by: what would be said, saved or not. */
const sendTest = adminProcedure
  .input(named.extend({ texts: templateTexts.nullable(), language, params: templateParams }))
  .mutation(async ({ ctx, input }) => {
    const { texts, language, params } = input;
    const { platform } = ctx.services;
    const template = await known(platform.database, input.template);
    const given: Params = { ...sampleParams(template, language, 'ordinary'), ...params };
    const errors = [...(texts ? textFaults(template, texts) : []), ...paramFaults(template, given)];
    if (errors.length > 0) throw new RefusalError({ code: 'request.invalid', errors });
    const own = new Map(texts ? [[template.name, { version: 0, texts }]] : []);
    const audience = { userIds: [ctx.caller.personId] };
    const { type } = template;
    const content = { audience, template, params: given, type, link: null, own, language };
    return accepted(await sendNotification(platform, metadataOf(ctx), content));
  });

/** To others, by its name. */
const send = adminProcedure.input(sendingByName).mutation(async ({ ctx, input }) => {
  const { platform } = ctx.services;
  const content = accepted(await sendingOf(platform.database, input));
  return accepted(await sendNotification(platform, metadataOf(ctx), content));
});

async function known({ orm }: Platform['database'], name: string): Promise<Template> {
  const made = (await madeTemplatesOf(orm, [name])).get(name);
  const template = templateOf(name) ?? (made && madeTemplate(name, made));
  if (!template) throw new RefusalError({ code: 'request.not_found' });
  return template;
}

export const templatesRouter = router({
  list,
  versions,
  make,
  save,
  restore,
  reset,
  sendTest,
  send,
});
