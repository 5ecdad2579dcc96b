import type { StreamFold } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { readStreams } from '#infra/log/read.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';

export interface FoldedEvent {
  event: RecordedEvent;
  fold: StreamFold<unknown>;
}

/** What each event's stream added up to right after it, by the event's id; one query for all. */
export async function statesAfter(
  sql: SqlRunner,
  keys: SubjectKeys,
  wanted: readonly FoldedEvent[],
): Promise<ReadonlyMap<string, unknown>> {
  const upTo = new Map<string, number>();
  const folds = new Map<string, StreamFold<unknown>>();
  for (const { event, fold } of wanted) {
    upTo.set(event.stream, Math.max(upTo.get(event.stream) ?? 0, event.version));
    folds.set(event.id, fold);
  }
  const after = new Map<string, unknown>();
  // Frames of one stream may be told by several folds; each of them takes all of its events.
  const running = new Map<string, Map<StreamFold<unknown>, unknown>>();
  for (const { event, fold } of wanted) {
    const states = running.get(event.stream) ?? new Map<StreamFold<unknown>, unknown>();
    running.set(event.stream, states.set(fold, fold.initial));
  }
  for (const event of await readStreams(sql, keys, upTo)) {
    const states = running.get(event.stream) ?? new Map<StreamFold<unknown>, unknown>();
    for (const [fold, state] of states) states.set(fold, fold.evolve(state, event));
    const told = folds.get(event.id);
    if (told) after.set(event.id, states.get(told));
  }
  return after;
}
