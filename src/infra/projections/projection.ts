import type { PgTable } from 'drizzle-orm/pg-core';
import type { EventOf, RecordedEvent } from '#domain/kernel/event.ts';
import type { Orm } from '../db/database.ts';

/** A statement as drizzle builds it, not yet run. */
export interface Statement {
  toSQL: () => { sql: string; params: unknown[] };
}

/**
 * A read model: tables and what each event does to them. Handlers are pure: they only describe
 * statements, which the engine runs in order, many at a time, so a rebuild takes the same code.
 * A handler must not look at the clock or at anything outside its event and its own tables.
 */
export interface Projection {
  name: string;
  tables: readonly PgTable[];
  handlers: Readonly<Record<string, (event: RecordedEvent, orm: Orm) => Statement[]>>;
  /**
   * For one that takes every event, whatever its type: statements for a whole batch. They come after
   * those of the handlers.
   */
  batch?: (events: readonly RecordedEvent[], orm: Orm) => Statement[];
}

type Handlers<E extends { type: string; data: unknown }> = {
  [Type in E['type']]?: (
    event: RecordedEvent<Extract<E, { type: Type }>['data']>,
    orm: Orm,
  ) => Statement[];
};

/** Ties each handler to the data of its event's type. */
export function handlersFor<Definition>(
  handlers: Handlers<
    EventOf<Definition> extends infer E extends { type: string; data: unknown } ? E : never
  >,
): Projection['handlers'] {
  return handlers as Projection['handlers'];
}
