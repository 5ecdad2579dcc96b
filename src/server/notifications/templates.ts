/** Templates, for the administrators who write them. */
import { z } from 'zod';
import { language } from '#domain/kernel/fields.ts';
import type { Params } from '#domain/notifications/kinds/kind.ts';
import { sampleParams } from '#domain/notifications/templates/samples.ts';
import {
  paramFaults,
  type Template,
  templateOf,
  templates,
} from '#domain/notifications/templates/template.ts';
import { templateTexts, textFaults } from '#domain/notifications/templates/texts.ts';
import { changedTemplates, templateVersionsOf } from '#readmodels/notifications/templates.query.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
import { pageLimit } from '../http/page-input.ts';
import { adminProcedure, metadataOf, router } from '../trpc/trpc.ts';
import { sendNotification, templateParams } from './send.ts';
import { changeTemplate } from './template-commands.ts';

const named = z.object({ template: z.enum(templates.map(({ name }) => name)) });
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
    const template = known(input.template);
    const given: Params = { ...sampleParams(template, language, 'ordinary'), ...params };
    const errors = [...(texts ? textFaults(template, texts) : []), ...paramFaults(template, given)];
    if (errors.length > 0) throw new RefusalError({ code: 'request.invalid', errors });
    const own = new Map(texts ? [[template.name, { version: 0, texts }]] : []);
    const audience = { userIds: [ctx.caller.personId] };
    const { type } = template;
    const content = { audience, template, params: given, type, link: null, own, language };
    return accepted(await sendNotification(ctx.services.platform, metadataOf(ctx), content));
  });

function known(name: string): Template {
  const template = templateOf(name);
  if (!template) throw new RefusalError({ code: 'request.not_found' });
  return template;
}

export const templatesRouter = router({ list, versions, save, restore, reset, sendTest });
