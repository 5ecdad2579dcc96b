/**
 * How a subscription comes from where it was to now, without a gap and without a repetition: pages
 * of the log up to the hub's position, again until what is missing is in the hub's memory, then
 * the rest and the joining in one turn of the event loop (see the hub's invariant).
 */
import { readHead } from '#infra/log/read.ts';
import { feedPage } from '#readmodels/feed/feed.query.ts';
import type { LiveCore } from './live-core.ts';
import type { Subscription, SubscriptionEnd } from './subscription.ts';

const pageLimit = 200;

export type Start =
  | { position: number; resumed: boolean }
  /** The log cannot serve what was asked for; the client has to begin with a snapshot. */
  | { snapshotRequired: 'not_a_position' | 'beyond_the_log' };

const positionForm = /^\d{1,15}$/;

/** Where a subscription starts: now, or after the position that its client has. */
export async function startOf(core: LiveCore, since: string | null | undefined): Promise<Start> {
  if (since == null) return { position: core.hub.position, resumed: false };
  if (!positionForm.test(since)) return { snapshotRequired: 'not_a_position' };
  const position = Number(since);
  // Another server may have been ahead of this one; the log itself cannot be behind.
  const known =
    position <= core.hub.position || position <= (await readHead(core.platform.database.sql));
  return known ? { position, resumed: true } : { snapshotRequired: 'beyond_the_log' };
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
  const { channel } = subscription;
  // From here the hub minds events that take the right away; then the right itself is looked at.
  hub.open(subscription);
  if (!(await channel.isAllowed())) subscription.end('revoked');
  let announced = !resumed;
  while (!subscription.isOver) {
    if (!hub.covers(subscription.position)) {
      await deliverPage(core, subscription);
    } else if (announced) {
      hub.join(subscription);
      break;
    } else {
      hub.catchUp(subscription);
      const state = await channel.stateAt(subscription.position);
      if (subscription.isOver) break;
      subscription.tell('live', state);
      announced = true;
    }
  }
  return subscription.over;
}

async function deliverPage(core: LiveCore, subscription: Subscription): Promise<void> {
  const { database, eventLog } = core.platform;
  const { events, cursor } = await feedPage(database.sql, eventLog.keys, {
    topic: subscription.channel.topic,
    types: core.frames.eventTypes,
    after: subscription.position,
    upTo: core.hub.position,
    limit: pageLimit,
  });
  for (const frame of await core.frames.make(events)) {
    await subscription.socket.ready();
    if (subscription.isOver) return;
    subscription.deliver(frame);
    frame.forgetBytes();
  }
  subscription.pass(cursor);
}
