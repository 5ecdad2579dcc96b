/** What was acknowledged is there, whole; what was refused is not; what is unknown is one or the other. */
import type { History } from '../history.ts';
import { first } from './first.ts';
import type { EventRow, Rows } from './rows.ts';

export function checkAppends(rows: Rows, history: History): string[] {
  const byToken = Map.groupBy(rows.events, ({ metadata }) => metadata.requestId);
  return [
    ...first(acknowledged(rows, byToken, history)),
    ...first(refused(byToken, history)),
    ...first(unknown(byToken, history)),
  ];
}

type ByToken = Map<string | undefined, EventRow[]>;

function* acknowledged(rows: Rows, byToken: ByToken, history: History): Generator<string> {
  const byId = new Map(rows.events.map((event) => [event.id, event]));
  for (const [token, events] of history.acknowledged) {
    for (const { id, stream, version } of events) {
      const stored = byId.get(id);
      if (!stored) yield `event ${id} (${stream} ${version}) was acknowledged and is not there`;
      else if (stored.stream !== stream || stored.version !== version) {
        yield `event ${id} was acknowledged as ${stream} ${version} and is ${stored.stream} ${stored.version}`;
      }
    }
    const stored = byToken.get(token)?.length ?? 0;
    if (stored > events.length) {
      yield `append ${token} was acknowledged with ${events.length} events and left ${stored}`;
    }
  }
}

function* refused(byToken: ByToken, history: History): Generator<string> {
  for (const token of history.refused) {
    const stored = byToken.get(token);
    if (stored) yield `append ${token} was refused and left event ${stored[0]?.id}`;
  }
}

function* unknown(byToken: ByToken, history: History): Generator<string> {
  for (const [token, events] of history.unknown) {
    const stored = byToken.get(token)?.length ?? 0;
    if (stored !== 0 && stored !== events.length) {
      yield `append ${token} of unknown outcome left ${stored} of ${events.length} events`;
    }
  }
}
