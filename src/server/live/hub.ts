/**
 * Where the log meets this server's sockets. The tail gives each batch of events once; each event
 * becomes at most one frame a topic, and each frame goes to the subscriptions of its topic.
 *
 * Invariant: `position` moves in the same turn in which the frames up to it are delivered to those
 * who joined and kept for those who are about to. So whoever compares its own position with the
 * hub's and joins without a pause between misses nothing and gets nothing twice.
 */
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Logger } from 'pino';
import { closeCodes } from './close-codes.ts';
import type { LiveFrame, LiveTopic } from './live-frame.ts';
import type { LiveSocket } from './live-socket.ts';
import { RecentFrames, type RecentLimits } from './recent-frames.ts';
import type { Subscription } from './subscription.ts';

/** Sessions that ended while somebody was just signing in with them. */
const rememberedSessions = 10_000;

export class LiveHub {
  readonly sockets = new Set<LiveSocket>();
  readonly #joined = new Map<LiveTopic, Set<Subscription>>();
  /** Those whose right an event may take away; also while they still read their backlog. */
  readonly #revocable = new Set<Subscription>();
  readonly #endedSessions = new Set<string>();
  readonly #recent: RecentFrames;
  readonly #log: Logger;
  #position: number;

  constructor(position: number, log: Logger, recent?: RecentLimits) {
    this.#position = position;
    this.#recent = new RecentFrames(position, recent);
    this.#log = log;
  }

  /** The last event that was delivered here. */
  get position(): number {
    return this.#position;
  }

  /** Takes a socket in, unless its session ended in the meantime. */
  add(socket: LiveSocket): void {
    if (this.#endedSessions.has(socket.caller.sessionId)) {
      socket.close(closeCodes.signedOut, 'the session has ended');
      return;
    }
    this.sockets.add(socket);
    socket.onClose(() => this.sockets.delete(socket));
  }

  /** From here on an event that may take its right away is minded. */
  open(subscription: Subscription): void {
    if (subscription.channel.mayRevoke) this.#revocable.add(subscription);
    const forget = subscription.socket.onClose(() => subscription.end('left'));
    void subscription.over.then(() => {
      forget();
      this.#leave(subscription);
    });
  }

  /** Whether memory has everything after this position. */
  covers(position: number): boolean {
    return position >= this.#recent.since;
  }

  /** Delivers what memory has; only for positions that it covers. */
  catchUp(subscription: Subscription): void {
    for (const frame of this.#recent.after(subscription.position)) subscription.deliver(frame);
    subscription.pass(this.#position);
  }

  /** Delivers the last of the backlog and everything from now on. */
  join(subscription: Subscription): void {
    this.catchUp(subscription);
    const { topic } = subscription.channel;
    const others = this.#joined.get(topic);
    if (others) others.add(subscription);
    else this.#joined.set(topic, new Set([subscription]));
  }

  #leave(subscription: Subscription): void {
    this.#revocable.delete(subscription);
    const { topic } = subscription.channel;
    const others = this.#joined.get(topic);
    others?.delete(subscription);
    if (others?.size === 0) this.#joined.delete(topic);
  }

  publish(events: readonly RecordedEvent[], frames: readonly LiveFrame[]): void {
    for (const frame of frames) {
      for (const topic of frame.topics) {
        for (const subscription of this.#joined.get(topic) ?? []) subscription.deliver(frame);
      }
    }
    for (const frame of frames) frame.forgetBytes();
    this.#recent.add(frames);
    this.#position = Math.max(this.#position, events.at(-1)?.position ?? 0);
    for (const event of events) this.#mindRights(event);
  }

  /** Events passed that could not be told: everybody resumes from the log. */
  skip(position: number): void {
    this.#position = Math.max(this.#position, position);
    this.#recent.restart(this.#position);
    this.closeAll(closeCodes.restart, 'resume from the last position');
  }

  closeAll(code: number, reason: string): void {
    for (const socket of this.sockets) socket.close(code, reason);
  }

  #mindRights(event: RecordedEvent): void {
    if (event.type === 'SessionEnded') {
      const { sessionId } = event.data as { sessionId: string };
      this.#sessionEnded(sessionId);
    }
    if (event.type === 'PersonRoleChanged') {
      const { personId } = event.data as { personId: string };
      // Each socket was let in with the role it had then: it comes back with the new one.
      for (const socket of this.sockets) {
        if (socket.caller.personId !== personId) continue;
        socket.close(closeCodes.restart, 'the role has changed');
      }
    }
    for (const subscription of this.#revocable) {
      if (subscription.channel.mayRevoke?.(event)) void this.#recheck(subscription);
    }
  }

  #sessionEnded(sessionId: string): void {
    this.#endedSessions.add(sessionId);
    for (const oldest of this.#endedSessions) {
      if (this.#endedSessions.size <= rememberedSessions) break;
      this.#endedSessions.delete(oldest);
    }
    for (const socket of this.sockets) {
      if (socket.caller.sessionId !== sessionId) continue;
      socket.close(closeCodes.signedOut, 'the session has ended');
    }
  }

  async #recheck(subscription: Subscription): Promise<void> {
    try {
      if (!(await subscription.channel.isAllowed())) subscription.end('revoked');
    } catch (error) {
      this.#log.error({ err: error }, 'a right could not be looked at again');
      subscription.socket.close(closeCodes.restart, 'resume from the last position');
    }
  }
}
