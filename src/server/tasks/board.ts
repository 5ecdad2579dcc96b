import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { boardCursorForm, boardPage, boardSnapshot } from '#readmodels/tasks/board.query.ts';
import { visibleProject } from '../auth/project-access.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** Everything a board or a list of a project shows, at once. */
export const board = signedInProcedure
  .input(z.object({ projectId: givenId }))
  .query(async ({ ctx, input: { projectId } }) => {
    const { database } = ctx.services.platform;
    accepted(await visibleProject(database, ctx.caller, projectId));
    return boardSnapshot(database, projectId);
  });

/** What a board has beyond that, one answer's worth more. */
export const restOfBoard = signedInProcedure
  .input(
    z.object({
      projectId: givenId,
      which: z.enum(['open', 'closed']),
      cursor: z.string().regex(boardCursorForm),
    }),
  )
  .query(async ({ ctx, input: { projectId, ...page } }) => {
    const { database } = ctx.services.platform;
    accepted(await visibleProject(database, ctx.caller, projectId));
    return boardPage(database.orm, projectId, page);
  });
