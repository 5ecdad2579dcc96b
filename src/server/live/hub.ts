/**
 * Where the log meets this server's sockets. The tail gives each batch of events once; each event
 * becomes at most one frame a topic, and each frame goes to the subscriptions of its topic.
 *
 * Invariant: `position` moves in the same turn in which the frames up to it are delivered to those
 * who joined and kept for those who are about to. So whoever compares its own position with the
 * hub's and joins without a pause between misses nothing and gets nothing twice.
 */
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { closeCodes } from './close-codes.ts';
import { type LiveFrame, type LiveTopic, PassingFrame } from './live-frame.ts';
import type { LiveSocket } from './live-socket.ts';
import { RecentFrames, type RecentLimits } from './recent-frames.ts';
import type { Subscription } from './subscription.ts';

/** What ended or changed while somebody was at the door, of the last so many. */
const remembered = 10_000;

export class LiveHub {
  readonly sockets = new Set<LiveSocket>();
  /** All there are, also those that still read their backlog. */
  readonly subscriptions = new Set<Subscription>();
  readonly #joined = new Map<LiveTopic, Set<Subscription>>();
  /** Those whose right an event may take away; also while they still read their backlog. */
  readonly #revocable = new Set<Subscription>();
  /** Ended sessions and changed roles (by person), with their positions. */
  readonly #ended = new Map<string, number>();
  readonly #recent: RecentFrames;
  #position: number;
  #isForgetting = false;

  constructor(position: number, recent?: RecentLimits) {
    this.#position = position;
    this.#recent = new RecentFrames(position, recent);
  }

  /** The last event that was delivered here. */
  get position(): number {
    return this.#position;
  }

  /** Takes a socket in whose caller was looked up when the hub was at `position`. */
  add(socket: LiveSocket, position: number): void {
    this.sockets.add(socket);
    socket.onClose(() => this.sockets.delete(socket));
    this.checkCaller(socket, position);
  }

  /** Closes a socket whose session ended, or whose role changed, since its caller was looked up. */
  checkCaller(socket: LiveSocket, position: number): void {
    const { sessionId, personId } = socket.caller;
    if (this.#ended.has(sessionId)) {
      socket.close(closeCodes.signedOut, 'the session has ended');
    } else if ((this.#ended.get(personId) ?? 0) > position) {
      socket.close(closeCodes.restart, 'the role has changed');
    }
  }

  /** From here on an event that may take its right away makes it doubtful. */
  open(subscription: Subscription): void {
    this.subscriptions.add(subscription);
    if (subscription.channel.mayRevoke) this.#revocable.add(subscription);
    const forget = subscription.socket.onClose(() => subscription.end('left'));
    subscription.onEnd(() => {
      forget();
      this.#leave(subscription);
    });
  }

  /** Whether memory has everything after this position. */
  covers(position: number): boolean {
    return position >= this.#recent.since;
  }

  /** What memory has for it and it does not have yet; only for positions that it covers. */
  missedBy(subscription: Subscription): readonly LiveFrame[] {
    return this.#recent.after(subscription.position).filter((frame) => subscription.wants(frame));
  }

  /** Delivers what memory has: no more than a socket takes at once. */
  catchUp(subscription: Subscription): void {
    const missed = this.missedBy(subscription);
    for (const frame of missed) subscription.deliver(frame);
    subscription.pass(this.#position);
    if (missed.length > 0) this.#forgetBytesSoon();
  }

  /** Many may catch up in one turn and share the bytes; beyond it nobody would ever drop them. */
  #forgetBytesSoon(): void {
    if (this.#isForgetting) return;
    this.#isForgetting = true;
    setImmediate(() => {
      this.#isForgetting = false;
      this.#recent.forgetBytes();
    });
  }

  /** Delivers the last of the backlog and everything from now on. */
  join(subscription: Subscription): void {
    this.catchUp(subscription);
    for (const topic of subscription.topics) {
      const others = this.#joined.get(topic);
      if (others) others.add(subscription);
      else this.#joined.set(topic, new Set([subscription]));
    }
  }

  /** How many follow a topic here and have all there is. */
  joinedCount(topic: LiveTopic): number {
    return this.#joined.get(topic)?.size ?? 0;
  }

  #leave(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
    this.#revocable.delete(subscription);
    this.#part(subscription);
  }

  #part(subscription: Subscription): void {
    for (const topic of subscription.topics) {
      const others = this.#joined.get(topic);
      others?.delete(subscription);
      if (others?.size === 0) this.#joined.delete(topic);
    }
  }

  /**
   * Event by event: who loses a right by one gets nothing of the next.
   *
   * @returns the events that somebody here was told of.
   */
  publish(events: readonly RecordedEvent[], frames: readonly LiveFrame[]): RecordedEvent[] {
    this.#recent.add(frames);
    for (const { erases } of frames) if (erases) this.#recent.erase(erases);
    const told: RecordedEvent[] = [];
    let next = 0;
    for (const event of events) {
      let isTold = false;
      for (; frames[next]?.position === event.position; next += 1) {
        isTold = this.#deliver(frames[next] as LiveFrame) || isTold;
      }
      if (isTold) told.push(event);
      this.#position = Math.max(this.#position, event.position);
      this.#mindRights(event);
    }
    for (const frame of frames) frame.forgetBytes();
    return told;
  }

  #deliver(frame: LiveFrame): boolean {
    let isFollowed = false;
    for (const topic of frame.topics) {
      for (const subscription of this.#joined.get(topic) ?? []) {
        subscription.deliver(frame);
        isFollowed = true;
      }
    }
    return isFollowed;
  }

  /**
   * Says something that is no event to all who follow a topic here: presence, typing, statistics.
   * It is not kept: who still reads a backlog, resumes later or reads slowly never gets it.
   */
  tellAll(topic: LiveTopic, type: string, data: Record<string, unknown>): void {
    const followers = this.#joined.get(topic);
    if (!followers) return;
    // Whoever joined has everything up to the hub's position.
    const frame = new PassingFrame({ position: this.#position, type, data });
    for (const subscription of followers) subscription.mention(frame);
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
      this.#remember(sessionId, event.position);
    }
    if (event.type === 'PersonRoleChanged') {
      // Each socket was let in with the role its person had then: it comes back with the new one.
      const { personId } = event.data as { personId: string };
      this.#remember(personId, event.position);
    }
    for (const subscription of this.#revocable) {
      if (!subscription.channel.mayRevoke?.(event)) continue;
      this.#part(subscription);
      subscription.doubt();
    }
  }

  #remember(id: string, position: number): void {
    this.#ended.delete(id);
    this.#ended.set(id, position);
    for (const oldest of this.#ended.keys()) {
      if (this.#ended.size <= remembered) break;
      this.#ended.delete(oldest);
    }
    for (const socket of this.sockets) this.checkCaller(socket, position - 1);
  }
}
