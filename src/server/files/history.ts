import { z } from 'zod';
import { fileDecider } from '#domain/files/file.decider.ts';
import { givenId } from '#domain/kernel/fields.ts';
import { readStream } from '#infra/log/read.ts';
import { fileHistory } from '#readmodels/files/file-history.ts';
import { fileFor } from '#readmodels/files/files.query.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import { viewerOf } from '../auth/viewer.ts';
import { found } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** What happened to a file, newest first, out of the log itself. */
export const history = signedInProcedure
  .input(z.object({ fileId: givenId }))
  .query(async ({ ctx, input: { fileId } }) => {
    const { database, eventLog } = ctx.services.platform;
    found(await fileFor(database, viewerOf(ctx.caller), fileId));
    const { sql, keys } = eventLog;
    const { events } = await readStream(sql, keys, `${fileDecider.category}-${fileId}`);
    const actorIds = events.flatMap(({ metadata }) => metadata.actorId ?? []);
    const known = await namesOf(database.sql, [...new Set(actorIds)]);
    const people = new Map(known.map((person) => [person.id, person]));
    return fileHistory(events, (id) => (id === null ? null : (people.get(id) ?? null)));
  });
