import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Transaction } from '../db/database.ts';
import type { Append } from '../log/append.ts';

/** A job to be done later, exactly as pg-boss takes it. */
export interface JobRequest {
  /** `<feature>.<verb-noun>` */
  queue: string;
  /** Made from the event and what is done about it, so that no second one can be queued. */
  id: string;
  data: object;
}

/** What a reaction may do: all of it in the transaction that moves its checkpoint. */
export interface ReactionContext {
  tx: Transaction;
  append: (append: Omit<Append, 'metadata'>) => Promise<void>;
  send: (job: JobRequest) => Promise<void>;
}

/** From events to commands or jobs, once for each event. No slow work: that is for a job. */
export interface Reaction {
  name: string;
  handles: readonly string[];
  react: (event: RecordedEvent, context: ReactionContext) => Promise<void>;
}
