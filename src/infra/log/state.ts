import type { Decider } from '#domain/kernel/decider.ts';
import type { DomainEvent } from '#domain/kernel/event.ts';
import type { SqlRunner } from '../db/database.ts';
import { readStream } from './read.ts';
import type { SubjectKeys } from './subject-keys.ts';

/**
 * What a stream's events add up to right now, whatever the read models show. For the rare rule
 * that needs more than the stream it decides on; whoever relies on it holds a lock.
 */
export async function loadState<State, Command, Event extends DomainEvent>(
  sql: SqlRunner,
  keys: SubjectKeys,
  decider: Decider<State, Command, Event>,
  id: string,
): Promise<State> {
  const { state } = await loadStream(sql, keys, decider, id);
  return state;
}

/** The same with the stream's version, for who decides on it and appends. */
export async function loadStream<State, Command, Event extends DomainEvent>(
  sql: SqlRunner,
  keys: SubjectKeys,
  decider: Decider<State, Command, Event>,
  id: string,
): Promise<{ state: State; version: number }> {
  const { events, version } = await readStream(sql, keys, `${decider.category}-${id}`);
  // The codec has validated what it stored; the decider's events are those of its stream.
  const state = (events as unknown as Event[]).reduce(decider.evolve, decider.initial);
  return { state, version };
}
