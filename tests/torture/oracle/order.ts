/** One position for each event, 1..N without holes, with the order of streams and causes in it. */
import { first } from './first.ts';
import type { EventRow, Rows } from './rows.ts';

export function checkOrder(rows: Rows): string[] {
  return [
    ...first(density(rows)),
    ...first(onePositionEach(rows)),
    ...first(streams(rows)),
    ...first(causes(rows)),
    ...first(checkpoints(rows)),
  ];
}

function* density({ positions }: Rows): Generator<string> {
  let expected = 1;
  for (const { position } of positions) {
    if (position !== expected) yield `position ${expected} is missing before ${position}`;
    expected = position + 1;
  }
}

function* onePositionEach({ events, positions, positionOf, outbox }: Rows): Generator<string> {
  const known = new Set(events.map(({ id }) => id));
  for (const { id } of events) if (!positionOf.has(id)) yield `event ${id} has no position`;
  for (const { eventId, position } of positions) {
    if (!known.has(eventId))
      yield `position ${position} is of event ${eventId}, which is not there`;
    if (positionOf.get(eventId) !== position) {
      yield `event ${eventId} has positions ${positionOf.get(eventId)} and ${position}`;
    }
  }
  for (const eventId of outbox) yield `event ${eventId} is still in the outbox`;
}

function* streams({ events, positionOf }: Rows): Generator<string> {
  for (const [stream, members] of Map.groupBy(events, (event) => event.stream)) {
    let before: EventRow | null = null;
    for (const event of members.toSorted((a, b) => a.version - b.version)) {
      const expected: number = (before?.version ?? 0) + 1;
      if (event.version !== expected) {
        yield `${stream} has version ${event.version} where ${expected} is due`;
      }
      const isLater = !before || positionOf.get(event.id)! > positionOf.get(before.id)!;
      if (!isLater) {
        yield `version ${event.version} of ${stream} has an earlier position than the one before`;
      }
      before = event;
    }
  }
}

function* causes({ events, positionOf }: Rows): Generator<string> {
  for (const { id, metadata } of events) {
    if (metadata.causationId === undefined) continue;
    const cause = positionOf.get(metadata.causationId);
    if (cause === undefined) yield `event ${id} has a cause that is not there`;
    else if (cause >= positionOf.get(id)!) yield `event ${id} comes before its cause`;
  }
}

function* checkpoints({ checkpoints: all, positions }: Rows): Generator<string> {
  const head = positions.at(-1)?.position ?? 0;
  for (const { name, position } of all) {
    if (position !== head) yield `the checkpoint of ${name} is at ${position}, the log at ${head}`;
  }
}
