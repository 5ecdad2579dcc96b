import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { recentEvents } from '#readmodels/feed/recent.query.ts';
import { visibleProject } from '../auth/project-access.ts';
import { pageLimit, positionCursor } from '../http/page-input.ts';
import { accepted } from '../http/refusal-error.ts';
import { FrameFactory } from '../live/frame-factory.ts';
import { frameMakers } from '../live/frame-makers.ts';
import { PeopleNames } from '../live/people-names.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

const input = z.object({
  projectId: givenId,
  limit: pageLimit,
  cursor: positionCursor,
});

/** What changed in a project, latest first, each as the project's channel tells it. */
export const activity = signedInProcedure
  .input(input)
  .query(async ({ ctx, input: { projectId, limit, cursor } }) => {
    const { database, eventLog } = ctx.services.platform;
    accepted(await visibleProject(database, ctx.caller, projectId));
    const makers = frameMakers.filter(({ frame }) => !unsaid.has(frame));
    const { events, more } = await recentEvents(database.sql, eventLog.keys, {
      topic: `project:${projectId}`,
      types: makers.map(({ event }) => event),
      before: cursor === null ? null : Number(cursor),
      limit,
    });
    const frames = await new FrameFactory({
      names: new PeopleNames(),
      keys: eventLog.keys,
      makers,
    }).make(database.sql, events, { isBacklog: true });
    const told = new Map(
      frames
        .filter(({ topics }) => !topics.includes('audit'))
        .map((frame) => [frame.position, frame]),
    );
    return {
      results: events.flatMap(({ position, occurredAt }) => {
        const frame = told.get(position);
        if (!frame) return [];
        const data = JSON.parse(frame.dataJson) as Record<string, unknown>;
        return [{ position, type: frame.type, at: occurredAt, data }];
      }),
      next_cursor: more ? String(events.at(-1)?.position) : null,
    };
  });

/** Of a file people want to know that it came, of a task that it changed: not each small step. */
const unsaid = new Set(['file.ready', 'file.failed', 'task.detailed', 'task.comment_edited']);
