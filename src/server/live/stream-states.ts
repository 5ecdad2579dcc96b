import type { StreamFold } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { readStreams } from '#infra/log/read.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';

export interface FoldedEvent {
  event: RecordedEvent;
  fold: StreamFold<unknown>;
}

/** What each event's stream added up to right after it, by the event's id; one query for all, at most. */
export async function statesAfter(
  sql: SqlRunner,
  keys: SubjectKeys,
  wanted: readonly FoldedEvent[],
): Promise<ReadonlyMap<string, unknown>> {
  const byStream = Map.groupBy(wanted, ({ event }) => event.stream);
  const atHand = new Map([...byStream].map(([stream, told]) => [stream, wholeStream(told)]));
  const parts = [...byStream].flatMap(([stream, told]) => {
    if (atHand.get(stream)) return [];
    const upTo = Math.max(...told.map(({ event }) => event.version));
    return [{ stream, upTo, without: ignoredByAll(told) }];
  });
  const found = parts.length > 0 ? await readStreams(sql, keys, parts) : [];
  const read = Map.groupBy(found, ({ stream }) => stream);
  const after = new Map<string, unknown>();
  for (const [stream, told] of byStream) {
    for (const [fold, ofFold] of Map.groupBy(told, (one) => one.fold)) {
      foldUpToEach(fold, atHand.get(stream) ?? read.get(stream) ?? [], ofFold, after);
    }
  }
  return after;
}

/** What is told, where that is all of its stream up to there, as for what has just begun: then nothing need be read. */
function wholeStream(told: readonly FoldedEvent[]): readonly RecordedEvent[] | null {
  const byVersion = new Map(told.map(({ event }) => [event.version, event]));
  const events = [...byVersion.values()].toSorted((one, other) => one.version - other.version);
  return events.every(({ version }, index) => version === index + 1) ? events : null;
}

function foldUpToEach(
  fold: StreamFold<unknown>,
  events: readonly RecordedEvent[],
  told: readonly FoldedEvent[],
  after: Map<string, unknown>,
): void {
  let state = fold.initial;
  let next = 0;
  for (const { event } of told.toSorted((one, other) => one.event.version - other.event.version)) {
    for (; next < events.length; next += 1) {
      const past = events[next] as RecordedEvent;
      if (past.version > event.version) break;
      state = fold.evolve(state, past);
    }
    after.set(event.id, state);
  }
}

/** One stream may be told of by several folds. */
function ignoredByAll(told: readonly FoldedEvent[]): readonly string[] {
  const [first, ...others] = told.map(({ fold }) => fold.ignores ?? []);
  return (first ?? []).filter((type) => others.every((ignored) => ignored.includes(type)));
}
