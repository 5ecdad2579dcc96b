/** What the processes of a run tell their parent, and what it tells them. */

export interface Written {
  stream: string;
  version: number;
}

/**
 * How one append ended for who asked for it. `unknown`: the answer never came, so all of it is there
 * or nothing. `refused`: an answer said that nothing was stored.
 */
export interface AppendOutcome {
  kind: 'outcome';
  /** Stored with each event as its requestId, so the log can be asked what became of it. */
  token: string;
  outcome: 'acknowledged' | 'unknown' | 'refused';
  events: (Written & { id: string | null })[];
}

export type Count =
  | 'conflicts'
  | 'rollbacks'
  | 'late commits'
  | 'early transaction ids'
  | 'long open transactions'
  | 'reads of own writes'
  | 'answers before the read model';

export type ToParent =
  | { kind: 'ready' }
  | AppendOutcome
  | { kind: 'count'; what: Count }
  | { kind: 'leading'; leading: boolean; atMs: number }
  | { kind: 'delivered'; events: [position: number, id: string][] }
  | { kind: 'violation'; text: string }
  | { kind: 'quiet' };

export type ToChild = { kind: 'quiet' } | { kind: 'stop' };

export type Role = 'writer' | 'server' | 'worker';

export interface ChildOptions {
  role: Role;
  name: string;
  url: string;
  /** The database role that the product's connections work as. */
  appRole: string | null;
  seed: number;
  notify: boolean;
  pollIntervalMs: number;
  /** Servers: the last position that was delivered before. */
  deliveredUpTo: number;
  /** Writers: how many at once. */
  writers: number;
  people: readonly string[];
  projects: readonly string[];
}

/** Resolves when the parent has it, as far as this process can know: a kill -9 after it loses nothing. */
export function tellParent(message: ToParent): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) throw new Error('this is started by tests/torture/main.ts');
    process.send(message, undefined, {}, (error) => (error ? reject(error) : resolve()));
  });
}
