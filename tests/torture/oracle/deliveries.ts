/** Each tail delivered each event once and in order, over all lives of its process. */
import type { History } from '../history.ts';
import { first } from './first.ts';
import type { Rows } from './rows.ts';

export function checkDeliveries(rows: Rows, history: History): string[] {
  return [...history.deliveries.keys()].flatMap((tail) => first(delivered(rows, history, tail)));
}

function* delivered({ positions }: Rows, history: History, tail: string): Generator<string> {
  const events = history.deliveries.get(tail) ?? [];
  let last = 0;
  for (const [position, id] of events) {
    if (position !== last + 1) yield `${tail} delivered position ${position} after ${last}`;
    const placed = positions[position - 1]?.eventId;
    if (placed !== id) yield `${tail} delivered event ${id} at ${position}, where ${placed} is`;
    last = position;
  }
  const head = positions.at(-1)?.position ?? 0;
  if (last !== head) yield `${tail} delivered up to ${last} of ${head}`;
}
