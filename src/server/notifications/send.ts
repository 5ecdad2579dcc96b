/** What administrators send: their own words, or a template's, to everyone in an audience or to nobody. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { givenId, text } from '#domain/kernel/fields.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { composeNotification, sentOrWithheld } from '#domain/notifications/compose.ts';
import type { Params } from '#domain/notifications/kinds/kind.ts';
import {
  appPath,
  type NotificationType,
  notificationType,
} from '#domain/notifications/notification.events.ts';
import {
  madeTemplate,
  paramFaults,
  sendableTemplate,
  type Template,
  templateOfKind,
} from '#domain/notifications/templates/template.ts';
import type { BrokenWords, OwnWordsByName } from '#domain/notifications/templates/wording.ts';
import { alertDecider } from '#domain/system/alert.decider.ts';
import { templateAlert } from '#domain/system/template-alert.ts';
import type { Orm } from '#infra/db/database.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import { type Audience, recipientsOf } from '#readmodels/notifications/recipients.query.ts';
import { madeTemplatesOf, ownWordsOf } from '#readmodels/notifications/templates.query.ts';
import { commit } from '../commit.ts';

/** Of fields that say it in different ways one counts; the others may be there, and say nothing. */
const unsaid = z.null().optional();
const words = {
  title: text(1, 200),
  message: text(0, 2000).default(''),
  type: notificationType.default('info'),
  link: appPath.max(500).nullable().default(null),
  template: unsaid,
};
export const templateParams = z.record(
  z.string().max(100),
  z.union([z.string().max(2000), z.number()]),
);
/** In place of the words. */
const templated = {
  template: z.string().min(1).max(100),
  params: templateParams.default({}),
  link: words.link,
};
const notEveryone = z.literal(false).nullish();
const someone = {
  user_ids: z.array(givenId).min(1).max(10_000),
  project_id: unsaid,
  everyone: notEveryone,
};
const team = { project_id: givenId, user_ids: unsaid, everyone: notEveryone };
const everyone = { everyone: z.literal(true), user_ids: unsaid, project_id: unsaid };
export const sendingByName = z.union([
  z.object({ ...templated, ...someone }),
  z.object({ ...templated, ...team }),
  z.object({ ...templated, ...everyone }),
]);
export const sending = z.union([
  z.object({ ...words, ...someone }),
  z.object({ ...words, ...team }),
  z.object({ ...words, ...everyone }),
  ...sendingByName.options,
]);

export interface Sending {
  audience: Audience;
  template: Template;
  params: Params;
  type: NotificationType;
  link: string | null;
  /** In place of what administrators wrote for the template. */
  own?: OwnWordsByName;
  /** In place of each reader's. */
  language?: Language;
}

/** What a body asks for, or why it cannot be sent. */
export async function sendingOf(
  { orm }: Platform['database'],
  body: z.infer<typeof sending>,
): Promise<Result<Sending>> {
  const audience = audienceOf(body);
  const { link } = body;
  if (body.template == null) {
    const { title, message, type } = body;
    return accept({ audience, link, type, ...wordForWord(title, message) });
  }
  const template = sendableTemplate(body.template) ?? (await madeByName(orm, body.template));
  if (!template) return refuse('notification.template_unknown');
  const { params } = body;
  const errors = paramFaults(template, params);
  if (errors.length > 0) return refuse('request.invalid', { errors });
  return accept({ audience, link, type: template.type, template, params });
}

/** One that administrators made, and have not given up. */
async function madeByName(orm: Orm, name: string): Promise<Template | undefined> {
  const made = (await madeTemplatesOf(orm, [name])).get(name);
  return made && !made.is_gone ? madeTemplate(name, made) : undefined;
}

/** What somebody wrote themselves. */
export function wordForWord(title: string, message: string): Pick<Sending, 'template' | 'params'> {
  return { template: templateOfKind('message', 1), params: { title, text: message } };
}

function audienceOf(body: z.infer<typeof sending>): Audience {
  if (body.user_ids) return { userIds: body.user_ids };
  return body.project_id ? { projectId: body.project_id } : 'everyone';
}

export async function sendNotification(
  platform: Platform,
  metadata: EventMetadata,
  { audience, template, params, type, link, ...given }: Sending,
): Promise<Result<{ id: string; recipients: number }>> {
  const { database } = platform;
  const recipients = await recipientsById(database.orm, await recipientsOf(database, audience));
  const known = new Set(recipients.map(({ id }) => id));
  const asked = typeof audience === 'object' && 'userIds' in audience ? audience.userIds : [];
  if (recipients.length === 0 || asked.some((id) => !known.has(id))) {
    return refuse('request.not_found');
  }
  const own = given.own ?? (await ownWordsOf(database.orm, [template.name]));
  const sendingId = uuidv7();
  const news = {
    kind: 'message',
    template,
    params,
    type,
    link,
    actorId: metadata.actorId,
    projectId: typeof audience === 'object' && 'projectId' in audience ? audience.projectId : null,
    urgent: type === 'error',
    at: new Date(),
  } as const;
  return commit(platform, metadata, async (unit) => {
    let found: BrokenWords | null = null;
    for (const recipient of recipients) {
      const notificationId = recipients.length === 1 ? sendingId : uuidv7();
      const { language = recipient.language } = given;
      const reader = { ...recipient, language };
      const { data, broken } = composeNotification(reader, { ...news, notificationId }, own);
      found ??= broken;
      const stream = `notification-${notificationId}`;
      await unit.append({ stream, expectedVersion: 0, events: [sentOrWithheld(data)] });
    }
    if (found) await raiseAlert(unit, found);
    return accept({ id: sendingId, recipients: recipients.length });
  });
}

async function raiseAlert(unit: UnitOfWork, broken: BrokenWords): Promise<void> {
  const { id, code, params } = templateAlert(broken);
  const at = new Date().toISOString();
  const command = { type: 'RaiseAlert', alertId: uuidv7(), code, params, at } as const;
  const raised = await unit.command(alertDecider, id, command);
  if (!raised.ok) throw new Error(`alert ${id}: ${raised.refusal.code}`);
}
