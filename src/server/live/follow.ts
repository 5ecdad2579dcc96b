/**
 * How a subscription comes from where it was to now, without a gap and without a repetition: pages
 * of the log up to the hub's position, again until what is missing is in the hub's memory, then
 * the rest and the joining in one turn of the event loop (see the hub's invariant).
 */
import { positionText } from '#domain/kernel/fields.ts';
import { readHead } from '#infra/log/read.ts';
import { feedPage, shownPosition } from '#readmodels/feed/feed.query.ts';
import type { Channel } from './channel.ts';
import type { LiveCore } from './live-core.ts';
import type { LiveFrame } from './live-frame.ts';
import type { Subscription, SubscriptionEnd } from './subscription.ts';

const pageLimit = 200;
/** Far below what a socket may have waiting. */
const atOnceCharacters = 64_000;

export type Start =
  | { position: number; resumed: boolean }
  /** The log cannot serve what was asked for; the client has to begin with a snapshot. */
  | { snapshotRequired: 'not_a_position' | 'beyond_the_log' };

/** Where a subscription starts: now, or after the position that its client has. */
export async function startOf(core: LiveCore, since: string | null | undefined): Promise<Start> {
  if (since == null) return { position: core.hub.position, resumed: false };
  if (!positionText.safeParse(since).success) return required(core, 'not_a_position');
  const position = Number(since);
  // Another server may have been ahead of this one; the log itself cannot be behind.
  const known =
    position <= core.hub.position || position <= (await readHead(core.platform.database.sql));
  return known ? { position, resumed: true } : required(core, 'beyond_the_log');
}

type SnapshotReason = Extract<Start, { snapshotRequired: string }>['snapshotRequired'];

function required({ meter }: LiveCore, snapshotRequired: SnapshotReason): Start {
  meter.resumed.snapshot_required += 1;
  return { snapshotRequired };
}

/** The figures at a position, once the read models show it; null when nobody waits any more. */
export async function stateAt(
  core: LiveCore,
  channel: Pick<Channel, 'stateAt'>,
  position: number,
  isOver: () => boolean,
): Promise<Record<string, unknown> | null> {
  while (!isOver()) {
    const state = await channel.stateAt(position);
    if (state) return state;
    await core.lag.moment();
  }
  return null;
}

/**
 * Follows until the subscription is over. Who resumed is told `live` when the backlog is through,
 * with the figures as they are at that position.
 */
export async function follow(
  core: LiveCore,
  subscription: Subscription,
  resumed: boolean,
): Promise<SubscriptionEnd> {
  const { hub } = core;
  // From here the hub minds events that take the right away; then the right itself is looked at.
  hub.open(subscription);
  if (resumed) core.meter.resumed[hub.covers(subscription.position) ? 'memory' : 'log'] += 1;
  let announced = !resumed;
  while (!subscription.isOver) {
    if (subscription.doubtful) {
      await lookAtRight(core, subscription);
    } else if (!hub.covers(subscription.position)) {
      await deliverPage(core, subscription);
    } else if (isMuch(hub.missedBy(subscription))) {
      // While the reader takes it more may come, and more may leave memory.
      await deliverAtPace(subscription, hub.missedBy(subscription));
    } else if (announced) {
      hub.join(subscription);
      await subscription.undoubted();
    } else {
      hub.catchUp(subscription);
      const state = await stateWhenLive(core, subscription);
      if (!state || subscription.isOver) break;
      if (subscription.doubtful) continue;
      subscription.tell('live', state);
      announced = true;
    }
  }
  return new Promise((resolve) => subscription.onEnd(resolve));
}

function stateWhenLive(core: LiveCore, subscription: Subscription) {
  const { channel, position } = subscription;
  const told = { stateAt: channel.stateWhenLive ?? channel.stateAt };
  return stateAt(core, told, position, () => subscription.isOver);
}

/** Not before the read models show the event that made it doubtful. */
async function lookAtRight(core: LiveCore, subscription: Subscription): Promise<void> {
  const { channel } = subscription;
  if (channel.mayRevoke) {
    const { position } = core.hub;
    while ((await shownPosition(core.platform.database.sql)) < position) {
      await core.lag.moment();
      if (subscription.isOver) return;
    }
  }
  // What comes while it is looked at makes it doubtful anew.
  subscription.doubtful = false;
  if (!(await channel.isAllowed())) subscription.end('revoked');
}

/** Whether frames are more than a socket takes at once. */
function isMuch(frames: readonly LiveFrame[]): boolean {
  return frames.reduce((sum, { dataJson }) => sum + dataJson.length, 0) > atOnceCharacters;
}

/** No faster than the reader reads. False where it is over, or has to be looked at, before the end. */
async function deliverAtPace(
  subscription: Subscription,
  frames: readonly LiveFrame[],
): Promise<boolean> {
  for (const frame of frames) {
    await subscription.socket.ready();
    if (subscription.isOver || subscription.doubtful) return false;
    subscription.deliver(frame);
    frame.forgetBytes();
  }
  return true;
}

async function deliverPage(core: LiveCore, subscription: Subscription): Promise<void> {
  const { database, eventLog } = core.platform;
  const after = subscription.position;
  const { events, cursor } = await feedPage(database.sql, eventLog.keys, {
    topics: subscription.topics,
    types: core.frames.eventTypes,
    after,
    upTo: core.hub.position,
    limit: pageLimit,
  });
  const frames = await core.frames.make(database.sql, events, { isBacklog: true });
  if (!(await deliverAtPace(subscription, frames))) return;
  if (cursor > after) subscription.pass(cursor);
  // What the read models do not show yet must not be passed over.
  else await core.lag.moment();
}
