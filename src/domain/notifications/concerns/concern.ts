import type { KindName } from '../kinds/kinds.ts';

/** Which events concern whom, and as what. `whom` names people; who did it is left out later. */
export interface Concern<Facts> {
  kind: KindName;
  events: readonly string[];
  whom: (facts: Facts) => readonly string[];
}

/**
 * Who is told what of an event: each person once, by the first of the list that names them, and
 * nobody of what they did themselves.
 */
export function concerned<Facts>(
  list: readonly Concern<Facts>[],
  eventType: string,
  actorId: string | null,
  facts: Facts,
): Map<string, KindName> {
  const told = new Map<string, KindName>();
  for (const { kind, events, whom } of list) {
    if (!events.includes(eventType)) continue;
    for (const personId of whom(facts)) {
      if (personId !== actorId && !told.has(personId)) told.set(personId, kind);
    }
  }
  return told;
}

/** The events that a list has something to say of. */
export function eventsOf(list: readonly Concern<never>[]): string[] {
  return [...new Set(list.flatMap(({ events }) => events))];
}

/** Those of `ids` that are not among `others`. */
export function without(ids: readonly string[], others: readonly string[]): string[] {
  return ids.filter((id) => !others.includes(id));
}
