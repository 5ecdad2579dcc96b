/**
 * One command on one stream, with nothing to be written beside it: then the append is a transaction
 * of its own and none has to be begun. What touches more goes through `transact`.
 */
import type { Decider } from '#domain/kernel/decider.ts';
import type { DomainEvent, EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { type Appended, appendEvents, VersionConflict } from './append.ts';
import { loadStream } from './state.ts';
import { type Committed, type EventLog, maxAttempts, pauseBeforeRetry } from './transact.ts';

export interface CommandOn<State, Command, Event extends DomainEvent> {
  decider: Decider<State, Command, Event>;
  id: string;
  command: Command;
  /** The id was made for this command, so there is nothing to load. */
  isNew?: boolean;
}

/** Loads, decides, appends; who lost a race starts again from the loading. */
export async function executeCommand<State, Command, Event extends DomainEvent>(
  log: EventLog,
  metadata: EventMetadata,
  { decider, id, command, isNew = false }: CommandOn<State, Command, Event>,
): Promise<Result<Committed<{ events: Event[]; version: number }>>> {
  const stream = `${decider.category}-${id}`;
  for (let attempt = 1; ; attempt += 1) {
    const { state, version } =
      isNew && attempt === 1
        ? { state: decider.initial, version: 0 }
        : await loadStream(log.sql, log.keys, decider, id);
    const decided = decider.decide(state, command);
    if (!decided.ok) return decided;
    const events = decided.value;
    if (events.length === 0) return accept({ value: { events, version }, eventIds: [] });
    try {
      const appended = await append(log, {
        stream,
        expectedVersion: version,
        events,
        metadata,
      });
      log.appended();
      return accept({
        value: { events, version: appended.version },
        eventIds: appended.eventIds,
      });
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      if (attempt === maxAttempts) return refuse('conflict');
      await pauseBeforeRetry();
    }
  }
}

function append(
  log: EventLog,
  what: Parameters<typeof appendEvents>[2] & { expectedVersion: number },
): Promise<Appended> {
  return what.expectedVersion === 0
    ? log.newStreams.append(what)
    : appendEvents(log.sql, log.keys, what);
}
