/**
 * Who writes to a resumable upload, over all servers: a lease in its row. It is renewed while it is
 * held, so it ends soon after a server that died, and no connection to Postgres is held for it. Who
 * finds it taken asks for it: a client comes back because its connection broke, and the server of
 * the broken one may not have noticed. Whoever lost a lease adds nothing any more, as each part is
 * added under the name of its holder.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../db/database.ts';

const leaseSeconds = 6;
const renewMs = 1_000;
const retryMs = 200;
/** A dead server's lease is over by then. */
const maxWaitMs = (leaseSeconds + 2) * 1_000;

export class UploadLease implements AsyncDisposable {
  /** What it is of, and the name it is held under. */
  readonly held: { id: string; holder: string };
  readonly #sql: Sql;
  readonly #ending = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #renewing: Promise<void> = Promise.resolve();

  private constructor(sql: Sql, held: { id: string; holder: string }) {
    this.#sql = sql;
    this.held = held;
    this.#timer = setInterval(() => {
      this.#renewing = this.#renew();
    }, renewMs);
  }

  /** Null where whoever has it needs it for longer than a caller should wait. */
  static async take(
    sql: Sql,
    uploadId: string,
    waitMs: number = maxWaitMs,
  ): Promise<UploadLease | null> {
    const holder = randomUUID();
    const giveUpAt = performance.now() + waitMs;
    for (;;) {
      const taken = await sql`
        update ops.resumable_uploads
        set holder = ${holder}, is_wanted = false,
            held_until = now() + ${leaseSeconds} * interval '1 second'
        where id = ${uploadId} and (holder is null or held_until < now())
        returning 1`;
      if (taken.length > 0) return new UploadLease(sql, { id: uploadId, holder });
      if (performance.now() > giveUpAt) return null;
      await sql`update ops.resumable_uploads set is_wanted = true where id = ${uploadId}`;
      await pause(retryMs);
    }
  }

  /** Aborted when somebody else wants it, or has it. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /** To be let go of at the next good moment. */
  end(reason: string): void {
    this.#ending.abort(new Error(reason));
  }

  async #renew(): Promise<void> {
    const sql = this.#sql;
    try {
      const [row] = await sql<{ is_wanted: boolean }[]>`
        update ops.resumable_uploads
        set held_until = now() + ${leaseSeconds} * interval '1 second'
        where id = ${this.held.id} and holder = ${this.held.holder}
        returning is_wanted`;
      if (!row || row.is_wanted) this.end(row ? 'somebody waits for it' : 'it was lost');
    } catch (error) {
      // It may have been lost meanwhile; what was received so far is kept if it was not.
      this.#ending.abort(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
    await this.#sql`
      update ops.resumable_uploads set holder = null, held_until = null, is_wanted = false
      where id = ${this.held.id} and holder = ${this.held.holder}`;
  }
}
