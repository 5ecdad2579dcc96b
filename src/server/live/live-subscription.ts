import { TRPCError, tracked, type TrackedEnvelope } from '@trpc/server';
import { refusalError } from '../trpc/trpc.ts';
import type { Channel } from './channel.ts';
import { closeCodes } from './close-codes.ts';
import { follow, type Start, startOf, stateAt } from './follow.ts';
import { Handover, type LiveData } from './handover.ts';
import type { LiveCore } from './live-core.ts';
import type { LiveSocket } from './live-socket.ts';
import { Subscription } from './subscription.ts';

/** What a tRPC call has beyond its context when it came over our WebSocket. */
export interface LiveConnection {
  core: LiveCore;
  socket: LiveSocket;
}

export type LiveStream = AsyncGenerator<TrackedEnvelope<LiveData>, void>;

/** A page needs a handful; more is a mistake or an attack. */
const maxSubscriptionsPerSocket = 100;
const openSubscriptions = new WeakMap<LiveSocket, number>();

/** A tRPC subscription to a channel. Refusals are tRPC errors and final; faults are resumed from. */
export async function* liveSubscription(
  live: LiveConnection | null,
  channelOf: (core: LiveCore) => Channel,
  lastEventId: string | undefined,
  signal: AbortSignal | undefined,
): LiveStream {
  if (!live || !signal) throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' });
  const { core, socket } = live;
  const open = openSubscriptions.get(socket) ?? 0;
  if (open >= maxSubscriptionsPerSocket) {
    throw refusalError({ code: 'request.too_many', params: { seconds: 1 } });
  }
  if (!core.limits.mayJoin(socket))
    return socket.close(closeCodes.tooMany, 'too many subscriptions');
  openSubscriptions.set(socket, open + 1);
  let present: Disposable | undefined;
  let subscription: Subscription | undefined;
  try {
    const channel = channelOf(core);
    const start = await allowedStart(core, channel, lastEventId);
    // Until the subscription is over, and not only until it has begun.
    if (!('snapshotRequired' in start)) present = await channel.enter?.();
    const beginning = await begin(live, channel, { start, lastEventId, signal });
    if (!beginning) return;
    yield tracked(beginning.id, beginning.first);
    // To a socket that is going the adapter writes nothing, so there is nothing to hand over.
    const { id, first, resumed } = beginning;
    if (!(first instanceof Handover) || signal.aborted || socket.closing) return;
    // Past tRPC from here on: frames are written to the socket, and nothing is yielded.
    subscription = new Subscription({ socket, channel, wire: first.wire, position: Number(id) });
    first.forget();
    endWith(signal, subscription);
    if ((await follow(core, subscription, resumed)) === 'left') return;
    // The error comes after the frames that the right was still there for.
    socket.flush();
    throw refusalError({ code: channel.refusal });
  } catch (error) {
    if (error instanceof TRPCError || signal.aborted) throw error;
    // An error would end the subscription for good; a lost socket is one that clients mend.
    core.log.error({ err: error }, 'a subscription failed');
    socket.close(closeCodes.failed, 'resume from the last position');
  } finally {
    subscription?.end('left');
    present?.[Symbol.dispose]();
    openSubscriptions.set(socket, (openSubscriptions.get(socket) ?? 1) - 1);
  }
}

interface Beginning {
  id: string;
  first: LiveData;
  resumed: boolean;
}

/** Where it starts, for who may have it at all. */
async function allowedStart(
  core: LiveCore,
  channel: Channel,
  lastEventId: string | undefined,
): Promise<Start> {
  if (!(await channel.isAllowed())) {
    core.meter.refuseFor(channel.refusal === 'request.not_found' ? 'unknown' : 'forbidden');
    throw refusalError({ code: channel.refusal });
  }
  return startOf(core, lastEventId);
}

/** The first message; null where nobody waits for it any more. */
async function begin(
  { core, socket }: LiveConnection,
  channel: Channel,
  asked: { start: Start; lastEventId: string | undefined; signal: AbortSignal },
): Promise<Beginning | null> {
  const { start, lastEventId, signal } = asked;
  if ('snapshotRequired' in start) {
    const first = { type: 'snapshot_required', data: { reason: start.snapshotRequired } };
    return { id: lastEventId || '0', first, resumed: false };
  }
  const { resumed } = start;
  const position = resumed ? start.position : core.hub.position;
  const isOver = () => signal.aborted || socket.closing;
  const state = await stateAt(core, channel, position, isOver);
  if (!state) return null;
  // Where the log ends lets a page that comes back say how far behind it is.
  const told = resumed ? { ...state, head: String(core.hub.position) } : state;
  return { id: String(position), first: new Handover('ready', told), resumed };
}

function endWith(signal: AbortSignal, subscription: Subscription): void {
  signal.addEventListener('abort', () => subscription.end('left'), { once: true });
}
