import { v5 } from 'uuid';
import type { RecordedEvent } from '#domain/kernel/event.ts';

/** Any fixed one: it only keeps these ids apart from other name-based ids. */
const namespace = '2f0b1d6e-58a1-4d3c-9b5e-0c7a4f6d9e21';

/** The id of what is done about an event: the same however often it is worked out. */
export function idMadeFrom(event: Pick<RecordedEvent, 'id'>, purpose: string): string {
  return v5(`${event.id} ${purpose}`, namespace);
}
