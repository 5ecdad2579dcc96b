/** Each reaction took effect once for each event it handles: its event, its row, and its job. */
import type { Reaction } from '#infra/reactions/reaction.ts';
import { first } from './first.ts';
import type { Rows } from './rows.ts';

export function checkEffects(rows: Rows, reactions: readonly Reaction[]): string[] {
  return [...reactions.flatMap((reaction) => first(once(rows, reaction))), ...first(jobs(rows))];
}

function* once({ events, effects }: Rows, { name, handles }: Reaction): Generator<string> {
  const caused = tally(
    events
      .filter(({ type, data }) => type === 'NotificationSent' && data['category'] === name)
      .map(({ metadata }) => metadata.causationId ?? ''),
  );
  const written = tally(
    effects.filter(({ reaction }) => reaction === name).map(({ eventId }) => eventId),
  );
  for (const { id, type } of events) {
    if (!handles.includes(type)) continue;
    const events_ = caused.get(id) ?? 0;
    const rows = written.get(id) ?? 0;
    if (events_ !== 1) yield `${name} sent ${events_} notifications for event ${id}`;
    if (rows !== 1) yield `${name} wrote ${rows} rows for event ${id}`;
  }
}

/** The job that an upload causes ends in one FileReady on the file's stream. */
function* jobs({ events }: Rows): Generator<string> {
  const ready = tally(
    events.filter(({ type }) => type === 'FileReady').map(({ stream }) => stream),
  );
  for (const { type, stream } of events) {
    if (type !== 'FileUploaded') continue;
    const times = ready.get(stream) ?? 0;
    if (times !== 1) yield `the job for ${stream} took effect ${times} times`;
  }
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
