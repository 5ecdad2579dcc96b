import { closeCodes } from './close-codes.ts';
import { LatencyWindow } from './latency.ts';

export type ResumedFrom = 'memory' | 'log' | 'snapshot_required';

/** Why a socket was not let in, or not to what it asked for. */
const refusalReasons = new Map<number, string>([
  [closeCodes.wrongOrigin, 'wrong_origin'],
  [closeCodes.tooSlow, 'late'],
  [closeCodes.signedOut, 'signed_out'],
  [closeCodes.forbidden, 'forbidden'],
  [closeCodes.unknown, 'unknown'],
  [closeCodes.tooMany, 'too_many'],
]);

/** What one server counts of its sockets, from its start on. Counting costs an addition. */
export class LiveMeter {
  /** Frames written to sockets. */
  sent = 0;
  /** Messages taken from sockets. */
  received = 0;
  /** Sockets closed because their readers did not read. */
  slowReadersClosed = 0;
  /** Subscriptions that came back with a position, by how they got what they missed. */
  readonly resumed: Record<ResumedFrom, number> = { memory: 0, log: 0, snapshot_required: 0 };
  readonly refused = new Map<string, number>();
  /** By close code, whoever closed it. */
  readonly closes = new Map<number, number>();
  /**
   * From when an event was stored (its `occurred_at`, by the clock of the process that wrote it)
   * to when its frame was handed to the last of its sockets here; one for each event told live.
   */
  readonly latency = new LatencyWindow();

  /** A socket that was refused with this close code. */
  refuse(code: number): void {
    this.refuseFor(refusalReasons.get(code) ?? 'other');
  }

  closed(code: number): void {
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
  }

  refuseFor(reason: string): void {
    this.refused.set(reason, (this.refused.get(reason) ?? 0) + 1);
  }
}
