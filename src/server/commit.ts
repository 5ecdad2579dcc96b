import type { DomainEvent, EventMetadata, RecordedEvent } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { type CommandOn, executeCommand } from '#infra/log/execute-command.ts';
import { readStream } from '#infra/log/read.ts';
import { transact, type UnitOfWork } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { claimOf } from './http/claimed-answers.ts';
import { visibilityTimeoutMs } from './services.ts';

/** Carries out a command and answers when this server's readers see what it did. */
export async function commit<T>(
  platform: Platform,
  metadata: EventMetadata,
  work: (unit: UnitOfWork) => Promise<Result<T>>,
): Promise<Result<T>> {
  const claim = claimOf(metadata.requestId);
  const committed = await transact(platform.eventLog, metadata, async (unit) => {
    const result = await work(unit);
    // Done and known to be done, or neither: a request sent again must not do it twice.
    if (result.ok && claim && !(await claim.markCarriedOut(unit.tx))) return refuse('conflict');
    return result;
  });
  if (!committed.ok) return committed;
  claim?.noteMarked();
  await platform.tail.whenVisible(committed.value.eventIds, visibilityTimeoutMs);
  return accept(committed.value.value);
}

/** The same for one command with nothing beside it, which needs no transaction around it. */
export async function commitCommand<State, Command, Event extends DomainEvent>(
  platform: Platform,
  metadata: EventMetadata,
  on: CommandOn<State, Command, Event>,
): Promise<Result<{ events: Event[]; version: number }>> {
  // Marking the request as carried out is something beside it.
  if (claimOf(metadata.requestId)) {
    return commit(platform, metadata, (unit) => unit.command(on.decider, on.id, on.command));
  }
  const committed = await executeCommand(platform.eventLog, metadata, on);
  if (!committed.ok) return committed;
  await platform.tail.whenVisible(committed.value.eventIds, visibilityTimeoutMs);
  return accept(committed.value.value);
}

interface Answered<State, Command, Event extends DomainEvent, Entity extends object>
  extends CommandOn<State, Command, Event> {
  /** What the events of the stream, of which there is at least one, add up to. */
  entity: (events: RecordedEvent[], unit: UnitOfWork) => Entity | Promise<Entity>;
}

/**
 * One command, answered with what its stream adds up to after it: what is stored is told so, however
 * far behind the read model is. A change made from an older version is refused with what is there.
 */
export function commitAnswered<State, Command, Event extends DomainEvent, Entity extends object>(
  platform: Platform,
  metadata: EventMetadata,
  { decider, id, command, entity }: Answered<State, Command, Event, Entity>,
): Promise<Result<Entity>> {
  return commit(platform, metadata, async (unit) => {
    const decided = await unit.command(decider, id, command);
    const isStale = !decided.ok && decided.refusal.code === 'request.stale';
    if (!decided.ok && !isStale) return decided;
    const { keys } = platform.eventLog;
    const { events } = await readStream(unit.tx, keys, `${decider.category}-${id}`);
    const present = await entity(events, unit);
    return isStale ? refuse('request.stale', { present }) : accept(present);
  });
}
