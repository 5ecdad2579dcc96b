/** `/api/v1/core/avatar/`: one's own picture. In the scope of the uploads, which read forms. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accept, type Result } from '#domain/kernel/result.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { makeAvatar } from '#infra/images/make-avatar.ts';
import { loadState } from '#infra/log/state.ts';
import { newAvatarKey } from '#infra/storage/storage-key.ts';
import { StorageFullError } from '#infra/storage/storage.ts';
import { avatarUrl } from '#readmodels/people/avatar.ts';
import { ownEntity, userSchema } from '#readmodels/people/people.query.ts';
import type { Caller } from '../../auth/caller.ts';
import { by, requireCaller } from '../../auth/require-caller.ts';
import { commitCommand } from '../../commit.ts';
import type { Services } from '../../services.ts';
import type { StoredAnswer } from '../claimed-answers.ts';
import { bytes, documented, nothing } from '../documentation/documented.ts';
import { idempotencyKeyOf, sendReplay } from '../idempotency.ts';
import { accepted, found, RefusalError } from '../refusal-error.ts';
import { claimForm } from './claim-form.ts';
import { receiveForm } from './receive-form.ts';
import { scanAvatar } from './scan-avatar.ts';
import { counted } from './upload-counts.ts';

const avatarAnswer = z.object({ avatar_url: z.string().nullable(), user: userSchema });
type AvatarAnswer = z.infer<typeof avatarAnswer>;

const calls = documented('People', {
  changeAvatar: {
    summary: 'Changes one’s picture',
    form: z.object({ avatar: bytes }),
    answer: avatarAnswer,
    refuses: [422, 507],
  },
  removeAvatar: {
    summary: 'Removes one’s picture',
    answer: { 204: nothing },
    refuses: [409],
  },
});

export async function avatarRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = { idempotency: 'by-route' } as const;
  app.post(
    '/core/avatar/upload',
    { config, schema: calls.changeAvatar },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const answer = await counted(services, caller, () => takeAvatar(services, caller, request));
      return 'replay' in answer ? sendReplay(reply, answer.replay) : reply.send(answer);
    },
  );

  app.delete('/core/avatar', { schema: calls.removeAvatar }, async (request, reply) => {
    const caller = await requireCaller(services, request);
    accepted(await changeAvatar(services, caller, request, null));
    return reply.code(204).send();
  });
}

async function takeAvatar(
  services: Services,
  caller: Caller,
  request: FastifyRequest,
): Promise<{ replay: StoredAnswer } | AvatarAnswer> {
  const { storage, settings, platform } = services;
  const { personId } = caller;
  const key = idempotencyKeyOf(request);
  await using resources = new AsyncDisposableStack();
  const rules = { fileFields: ['avatar', 'file'], limit: settings.uploads.avatar };
  const form = accepted(await receiveForm(request, storage, rules, resources));
  if (key !== null) {
    const { name, sha256 } = form.file;
    const claim = await claimForm(services, caller, request, key, form.fields, [[name, sha256]]);
    if ('replay' in claim) return claim;
    request.claim = claim.first;
  }
  const { content, staged } = form.file;
  // The limit takes pictures only, so this is one.
  if (content.fileType !== 'image') throw new RefusalError({ code: 'file.corrupt' });
  accepted(await scanAvatar(staged.path, settings.clamdUrl, services.log));
  const bytes = accepted(await makeAvatar(staged.path, content.structure));
  const storageKey = newAvatarKey(personId, new Date());
  try {
    await storage.put(storageKey, bytes);
  } catch (error) {
    if (error instanceof StorageFullError) throw new RefusalError({ code: 'file.storage_full' });
    throw error;
  }
  accepted(await changeAvatar(services, caller, request, storageKey));
  const avatar_url = avatarUrl(personId, storageKey);
  const user = found(await ownEntity(platform.database, personId));
  // The read model may be late: what is stored is told so.
  return { avatar_url, user: { ...user, avatar_url } };
}

/** The bytes of the one before go at once; where this dies before, the sweep of orphans takes them. */
async function changeAvatar(
  { platform, storage }: Services,
  caller: Caller,
  request: FastifyRequest,
  storageKey: string | null,
): Promise<Result<null>> {
  const { sql, keys } = platform.eventLog;
  const before = await loadState(sql, keys, personDecider, caller.personId);
  const changed = await commitCommand(platform, by(caller, request), {
    decider: personDecider,
    id: caller.personId,
    command: { type: 'ChangeAvatar', storageKey },
  });
  if (!changed.ok) {
    if (storageKey) await storage.delete(storageKey);
    return changed;
  }
  if (before.avatarKey && before.avatarKey !== storageKey) await storage.delete(before.avatarKey);
  return accept(null);
}
