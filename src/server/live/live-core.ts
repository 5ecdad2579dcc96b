/** The one core of live delivery, for tRPC's subscriptions and for plain sockets. */
import { setImmediate as turn } from 'node:timers/promises';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Platform } from '#infra/platform.ts';
import type { Logger } from 'pino';
import { PresenceNews } from '../meetings/presence-news.ts';
import { Rooms } from '../meetings/rooms.ts';
import { typingIn } from '../meetings/typing.ts';
import { lookingIn } from '../tasks/looking.ts';
import { Flusher } from './flusher.ts';
import { FrameFactory } from './frame-factory.ts';
import { frameMakers } from './frame-makers.ts';
import { LiveHub } from './hub.ts';
import type { LiveFrame } from './live-frame.ts';
import { LiveMeter } from './live-meter.ts';
import { PeopleNames } from './people-names.ts';
import { ReadModelsLag } from './read-models-lag.ts';
import type { RecentLimits } from './recent-frames.ts';
import { relayWhispers } from './relay-whispers.ts';
import { SocketLimits } from './socket-limits.ts';

export interface LiveCore extends AsyncDisposable {
  platform: Platform;
  hub: LiveHub;
  frames: FrameFactory;
  flusher: Flusher;
  lag: ReadModelsLag;
  limits: SocketLimits;
  meter: LiveMeter;
  rooms: Rooms;
  log: Logger;
}

/** A fault of the database that passes is waited out; the tail itself would fail as well. */
const maxAttempts = 3;
const pauseMs = 50;

export interface LiveOptions {
  /** How much a subscription that resumes may find in memory. */
  recent?: RecentLimits;
  rateLimits?: boolean;
  /** How long somebody may be away from a room before they have left it. */
  presenceGraceMs?: number;
}

export function openLiveCore(platform: Platform, log: Logger, options: LiveOptions = {}): LiveCore {
  // Not the pool that people's queries wait in: what is new is told whatever they ask for.
  const { sql } = platform.logDatabase;
  const names = new PeopleNames();
  const frames = new FrameFactory({ names, keys: platform.eventLog.keys, makers: frameMakers });
  const hub = new LiveHub(platform.tail.position, options.recent);
  const meter = new LiveMeter();

  async function deliver(events: readonly RecordedEvent[]): Promise<void> {
    const fresh = events.filter((event) => event.position > hub.position);
    const last = fresh.at(-1);
    if (!last) return;
    names.follow(fresh);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await publishInSlices({ hub, meter }, fresh, await frames.make(sql, fresh));
        return;
      } catch (error) {
        log.error({ err: error, attempt }, 'events could not be delivered live');
        if (attempt < maxAttempts) {
          await new Promise((resolve) => setTimeout(resolve, pauseMs * attempt));
          continue;
        }
        // The log has them: whoever is connected comes back and reads them from there.
        hub.skip(last.position);
        return;
      }
    }
  }

  const stack = new AsyncDisposableStack();
  stack.defer(platform.tail.onEvents(deliver));
  const { presenceGraceMs: graceMs } = options;
  const rooms = stack.use(new Rooms({ platform, log, graceMs }));
  stack.use(new PresenceNews({ platform, hub, log }));
  for (const whisperedIn of [typingIn, lookingIn]) {
    stack.use(relayWhispers({ platform, hub, names, log }, whisperedIn));
  }
  return {
    platform,
    hub,
    frames,
    flusher: new Flusher(),
    lag: new ReadModelsLag(sql),
    limits: new SocketLimits(options.rateLimits ?? true),
    meter,
    rooms,
    log,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Well below what a socket may have waiting, so that only slow readers ever reach that. */
const sliceCharacters = 64_000;

/** A large batch goes out over several turns, in which sockets are written and read. */
async function publishInSlices(
  { hub, meter }: Pick<LiveCore, 'hub' | 'meter'>,
  events: readonly RecordedEvent[],
  frames: readonly LiveFrame[],
): Promise<void> {
  let eventIndex = 0;
  let frameIndex = 0;
  while (eventIndex < events.length) {
    const slice: { events: RecordedEvent[]; frames: LiveFrame[] } = { events: [], frames: [] };
    let characters = 0;
    while (eventIndex < events.length && characters < sliceCharacters) {
      const event = events[eventIndex++] as RecordedEvent;
      slice.events.push(event);
      for (; frames[frameIndex]?.position === event.position; frameIndex += 1) {
        const frame = frames[frameIndex] as LiveFrame;
        slice.frames.push(frame);
        characters += frame.dataJson.length;
      }
    }
    const told = hub.publish(slice.events, slice.frames);
    // Sockets are written at the end of this turn, before this is called.
    if (told.length > 0) setImmediate(() => measure(meter, told));
    if (eventIndex < events.length) await turn();
  }
}

function measure({ latency }: LiveMeter, told: readonly RecordedEvent[]): void {
  const now = Date.now();
  // Another machine's clock may be ahead of ours.
  for (const { occurredAt } of told) latency.observe(Math.max(0, now - Date.parse(occurredAt)));
}
