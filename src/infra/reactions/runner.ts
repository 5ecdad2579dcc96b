/**
 * Runs the reactions, each at its own pace. Checkpoint, events and jobs of an event commit
 * together, so a crash anywhere leaves either all of it or none. Of several workers one has the
 * checkpoint's row at a time; the others pass by without waiting. Events of a type that the
 * reaction does not handle only move the checkpoint.
 */
import { sql as drizzleSql } from 'drizzle-orm';
import { fromDrizzle, type PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Database, Transaction } from '../db/database.ts';
import { appendEvents, beginStreams } from '../log/append.ts';
import { Loop } from '../log/loop.ts';
import { readLog } from '../log/read.ts';
import type { EventLog } from '../log/transact.ts';
import type { Signals } from '../log/signals.ts';
import type { Reaction } from './reaction.ts';

/** Small: what a reaction writes is held back until the batch is done. */
const batchSize = 25;

export interface ReactionRunnerOptions {
  database: Database;
  eventLog: EventLog;
  boss: PgBoss;
  signals: Signals;
  log: Logger;
  pollIntervalMs: number;
  /** The read models that have to show an event first, by name. */
  projections: readonly string[];
  reactions: readonly Reaction[];
}

export class ReactionRunner implements AsyncDisposable {
  readonly #options: ReactionRunnerOptions;
  readonly #loops: Loop[];
  readonly #unsubscribe: () => void;

  constructor(options: ReactionRunnerOptions) {
    this.#options = options;
    this.#loops = options.reactions.map(
      (reaction) =>
        new Loop({
          name: `reaction ${reaction.name}`,
          pollIntervalMs: options.pollIntervalMs,
          log: options.log,
          run: async () => {
            while (await this.#advance(reaction));
          },
        }),
    );
    this.#unsubscribe = options.signals.on('advanced', () => {
      for (const loop of this.#loops) loop.wake();
    });
  }

  async start(): Promise<void> {
    const { database, reactions } = this.#options;
    for (const { name, from } of reactions) {
      await database.sql`
        insert into ops.reaction_checkpoints (name, position)
        select ${name}, coalesce(max(position), 0) from log.positions where ${from === 'now'}
        on conflict do nothing`;
    }
    for (const loop of this.#loops) loop.wake();
  }

  /** One batch; true where there may be more. */
  async #advance(reaction: Reaction): Promise<boolean> {
    const { database, eventLog } = this.#options;
    if (!(await this.#isWaitedFor(reaction))) return false;
    let appendedAny = false;
    const moved = await database.sql.begin(async (tx) => {
      const [checkpoint] = await tx<{ position: string }[]>`
        select position from ops.reaction_checkpoints where name = ${reaction.name}
        for update skip locked`;
      if (!checkpoint) return false;
      const [visible] = await tx<{ position: string | null }[]>`
        select min(position) as position from projection_checkpoints
        where name = any(${[...this.#options.projections]})`;
      const events = await readLog(tx, eventLog.keys, {
        after: Number(checkpoint.position),
        upTo: Number(visible?.position ?? 0),
        limit: batchSize,
      });
      const last = events.at(-1);
      if (!last) return false;
      for (const event of events) {
        if (!reaction.handles.includes(event.type)) continue;
        appendedAny = (await this.#react(reaction, event, tx)) || appendedAny;
      }
      await tx`
        update ops.reaction_checkpoints set position = ${last.position}
        where name = ${reaction.name}`;
      return true;
    });
    if (appendedAny) eventLog.appended();
    return moved;
  }

  /**
   * Whether there is an event that the reaction handles, in one statement without a transaction
   * around it: most wake-ups are for somebody else. Events that do not concern it are passed over
   * by the way. Nothing is ever slipped in between a checkpoint and what is visible. Who does not get
   * the checkpoint's row passes by: another worker is at it.
   */
  async #isWaitedFor({ name, handles }: Reaction): Promise<boolean> {
    const [next] = await this.#options.database.sql<{ waiting: boolean }[]>`
      with here as (
        select position from ops.reaction_checkpoints where name = ${name}
        for update skip locked
      ), visible as (
        select coalesce(min(position), 0) as position from projection_checkpoints
        where name = any(${[...this.#options.projections]})
      ), handled as (
        select min(p.position) as position
        from log.positions p join log.events e on e.id = p.event_id, here, visible
        where p.position > here.position and p.position <= visible.position
          and e.type = any(${[...handles]})
      ), passed as (
        update ops.reaction_checkpoints c
        set position = coalesce(handled.position - 1, visible.position)
        from here, visible, handled
        where c.name = ${name} and c.position = here.position
          and coalesce(handled.position - 1, visible.position) > c.position
      )
      select position is not null as waiting from handled`;
    return next?.waiting ?? false;
  }

  async #react(reaction: Reaction, event: RecordedEvent, tx: Transaction): Promise<boolean> {
    const { database, eventLog, boss } = this.#options;
    let appended = false;
    const metadata = { actorId: event.metadata.actorId, causationId: event.id };
    await reaction.react(event, {
      tx,
      append: async (append) => {
        await appendEvents(tx, eventLog.keys, { ...append, metadata });
        appended = true;
      },
      begin: async (streams) => {
        const begun = streams.map((stream) => ({ ...stream, metadata }));
        appended = (await beginStreams(tx, eventLog.keys, begun)) > 0 || appended;
      },
      send: async ({ queue, id, data, startAfter }) => {
        await boss.send(queue, data, {
          id,
          db: fromDrizzle(database.ormOver(tx), drizzleSql),
          ...(startAfter ? { startAfter } : {}),
        });
      },
    });
    return appended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unsubscribe();
    for (const loop of this.#loops) await loop[Symbol.asyncDispose]();
  }
}
