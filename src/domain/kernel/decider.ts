import type { DomainEvent, RecordedEvent } from './event.ts';
import type { Result } from './result.ts';

/**
 * A stream's rules, pure. `decide` says which events a command makes of a state, or why not;
 * `evolve` says what an event makes of a state.
 */
export interface Decider<State, Command, Event extends DomainEvent> {
  /** The stream's category: the part of its name before the first `-`. */
  category: string;
  initial: State;
  decide: (state: State, command: Command) => Result<Event[]>;
  evolve: (state: State, event: Event) => State;
}

/** What a stream's events add up to for who looks at it, with their times, versions and actors. */
export interface StreamFold<State> {
  initial: State;
  /** Types that change nothing of it, so that a long talk need not be read to tell of its subject. */
  ignores?: readonly string[];
  evolve: (state: State, event: RecordedEvent) => State;
}

/** What a stream that has begun adds up to. */
export function folded<State>(
  fold: StreamFold<State | null>,
  events: readonly RecordedEvent[],
): State {
  const state = events.reduce(fold.evolve, fold.initial);
  if (state === null) throw new Error(`${events[0]?.stream ?? 'a stream'} adds up to nothing`);
  return state;
}
