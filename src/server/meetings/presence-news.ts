import type { RecordedEvent } from '#domain/kernel/event.ts';
import { ParticipantJoined, ParticipantLeft } from '#domain/meetings/attendance.events.ts';
import type { Platform } from '#infra/platform.ts';
import { participantsNow } from '#readmodels/meetings/chat.query.ts';
import type { Logger } from 'pino';
import type { LiveHub } from '../live/hub.ts';

/** What comes in so short a time is told at once. */
const coalesceMs = 100;
/** Not more often in one room. */
const minIntervalMs = 1_000;
/**
 * What the lists may cost in one room of this server. Who comes and who goes is told by frames of
 * its own; the list, which grows with the room as its readers do, only says it all again. 1,000
 * people get it every 50 s, 100 every second.
 */
const bytesPerMs = 2_000;
const rememberedRooms = 10_000;

/** When a room was last told, and whether it will be. */
interface Room {
  timer: NodeJS.Timeout | null;
  notBeforeMs: number;
}

/** Tells rooms who is there, after it changed. */
export class PresenceNews implements Disposable {
  readonly #options: { platform: Platform; hub: LiveHub; log: Logger };
  readonly #rooms = new Map<string, Room>();
  readonly #unfollow: () => void;

  constructor(options: { platform: Platform; hub: LiveHub; log: Logger }) {
    this.#options = options;
    this.#unfollow = options.platform.tail.onEvents((events) => this.#follow(events));
  }

  #follow(events: readonly RecordedEvent[]): void {
    const changed = new Set<string>();
    for (const { type, data } of events) {
      if (type !== ParticipantJoined.type && type !== ParticipantLeft.type) continue;
      changed.add((data as { meetingId: string }).meetingId);
    }
    for (const meetingId of changed) this.#changed(meetingId);
  }

  #changed(meetingId: string): void {
    if (this.#options.hub.joinedCount(`meeting:${meetingId}`) === 0) return;
    const room = this.#rooms.get(meetingId) ?? { timer: null, notBeforeMs: 0 };
    if (room.timer) return;
    const delayMs = Math.max(coalesceMs, room.notBeforeMs - performance.now());
    room.timer = setTimeout(() => void this.#tell(meetingId, room), delayMs).unref();
    this.#rooms.delete(meetingId);
    this.#rooms.set(meetingId, room);
    for (const [oldest, { timer }] of this.#rooms) {
      if (this.#rooms.size <= rememberedRooms || timer) break;
      this.#rooms.delete(oldest);
    }
  }

  async #tell(meetingId: string, room: Room): Promise<void> {
    const { platform, hub, log } = this.#options;
    room.timer = null;
    try {
      const participants = await participantsNow(platform.logDatabase, meetingId);
      const topic = `meeting:${meetingId}` as const;
      const costBytes = JSON.stringify(participants).length * hub.joinedCount(topic);
      room.notBeforeMs = performance.now() + Math.max(minIntervalMs, costBytes / bytesPerMs);
      hub.tellAll(topic, 'presence', { participants });
    } catch (error) {
      // The frames of who comes and goes say the same.
      log.warn({ err: error }, 'who is in a room could not be told');
    }
  }

  [Symbol.dispose](): void {
    this.#unfollow();
    for (const { timer } of this.#rooms.values()) if (timer) clearTimeout(timer);
  }
}
