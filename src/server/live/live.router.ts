/**
 * What the web app follows. Each frame is tracked by its log position: `lastEventId` resumes after
 * it. The first is `ready` with its position; who resumed gets the backlog, then `live`.
 */
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { router, signedInProcedure } from '../trpc/trpc.ts';
import { auditChannel, projectChannel, userChannel } from './channels.ts';
import { meetingChannel } from '../meetings/chat.channel.ts';
import { liveSubscription } from './live-subscription.ts';
import { systemChannel } from './system-channel.ts';

/** Anything may come here that a client has kept: what is no position asks for a snapshot. */
const resume = z.object({ lastEventId: z.string().max(100).optional() });

const user = signedInProcedure.input(resume.prefault({})).subscription((options) => {
  const { ctx, input, signal } = options;
  const { personId } = ctx.caller;
  return liveSubscription(
    ctx.live,
    (core) => userChannel(core, personId),
    input.lastEventId,
    signal,
  );
});

const project = signedInProcedure
  .input(resume.extend({ projectId: givenId }))
  .subscription(({ ctx, input, signal }) => {
    return liveSubscription(
      ctx.live,
      (core) => projectChannel(core, ctx.caller, input.projectId),
      input.lastEventId,
      signal,
    );
  });

const meeting = signedInProcedure
  .input(resume.extend({ meetingId: givenId }))
  .subscription(({ ctx, input, signal }) => {
    return liveSubscription(
      ctx.live,
      (core) => meetingChannel(core, ctx.caller, input.meetingId),
      input.lastEventId,
      signal,
    );
  });

const audit = signedInProcedure.input(resume.prefault({})).subscription((options) => {
  const { ctx, input, signal } = options;
  return liveSubscription(
    ctx.live,
    (core) => auditChannel(core, ctx.caller),
    input.lastEventId,
    signal,
  );
});

const system = signedInProcedure.input(resume.prefault({})).subscription((options) => {
  const { ctx, input, signal } = options;
  return liveSubscription(
    ctx.live,
    (core) => systemChannel(core, ctx.caller),
    input.lastEventId,
    signal,
  );
});

export const liveRouter = router({ user, project, meeting, audit, system });
