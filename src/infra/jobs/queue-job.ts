import type { PgBoss } from 'pg-boss';
import type { Transaction } from '../db/database.ts';
import { preparedIn } from './prepared.ts';

/** A job to be done later, exactly as pg-boss takes it. */
export interface JobRequest {
  /** `<feature>.<verb-noun>` */
  queue: string;
  /** Made from the event and what is done about it, so that no second one can be queued. */
  id: string;
  data: object;
  /** Not before this time, RFC 3339; at once where it is not said. */
  startAfter?: string;
}

/** Queues it in a transaction; one whose id is there already stays the only one. */
export async function queueJob(
  boss: PgBoss,
  tx: Transaction,
  { queue, id, data, startAfter }: JobRequest,
): Promise<void> {
  await boss.send(queue, data, {
    id,
    db: preparedIn(tx),
    ...(startAfter ? { startAfter } : {}),
  });
}

/** The same for who has no boss at hand. */
export type QueueJob = (tx: Transaction, job: JobRequest) => Promise<void>;
