import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Orm, Transaction } from '../db/database.ts';
import type { JobRequest } from '../jobs/queue-job.ts';
import type { Append, NewStream } from '../log/append.ts';
import type { SubjectKeys } from '../log/subject-keys.ts';

/** What a reaction may do: all of it in the transaction that moves its checkpoint. */
export interface ReactionContext {
  tx: Transaction;
  /** Over the same transaction. */
  orm: Orm;
  /** To read a stream that the event is of. */
  keys: SubjectKeys;
  append: (append: Omit<Append, 'metadata'>) => Promise<void>;
  /**
   * Begins streams, all at once. For those whose names are made from the event: one that is there
   * already was begun by an earlier run, and stays as it is.
   */
  begin: (streams: readonly Omit<NewStream, 'metadata'>[]) => Promise<void>;
  send: (job: JobRequest) => Promise<void>;
}

/** From events to commands or jobs, once for each event. No slow work: that is for a job. */
export interface Reaction {
  name: string;
  /**
   * Where one begins that is new to a database: with all that ever happened, or with what happens
   * from now on. Whoever tells people of something wants `now`, unless it was there from the first
   * version.
   */
  from: 'beginning' | 'now';
  handles: readonly string[];
  react: (event: RecordedEvent, context: ReactionContext) => Promise<void>;
}
