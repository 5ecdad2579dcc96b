/**
 * Runs the reactions, each at its own pace. Checkpoint, events and jobs of an event commit
 * together, so a crash anywhere leaves either all of it or none. Of several workers one has the
 * checkpoint's row at a time; the others pass by without waiting. Events of a type that the
 * reaction does not handle only move the checkpoint, which is left to the poll where this process
 * knows what there is: nobody waits for it.
 */
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Database, Transaction } from '../db/database.ts';
import { queueJob } from '../jobs/queue-job.ts';
import { appendEvents, beginStreams } from '../log/append.ts';
import { decodeEvents, type StoredEvent } from '../log/codec.ts';
import { Loop } from '../log/loop.ts';
import type { EventLog } from '../log/transact.ts';
import type { Shown, Signals } from '../log/signals.ts';
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

interface Follower {
  reaction: Reaction;
  loop: Loop;
  /** Known to have something to do. */
  isAwaited: boolean;
}

export class ReactionRunner implements AsyncDisposable {
  readonly #options: ReactionRunnerOptions;
  readonly #followers: readonly Follower[];
  readonly #unsubscribe: () => void;

  constructor(options: ReactionRunnerOptions) {
    this.#options = options;
    this.#followers = options.reactions.map((reaction) => {
      const loop = new Loop({
        name: `reaction ${reaction.name}`,
        pollIntervalMs: options.pollIntervalMs,
        log: options.log,
        run: () => this.#round(follower),
      });
      const follower = { reaction, loop, isAwaited: false };
      return follower;
    });
    this.#unsubscribe = options.signals.on('advanced', (shown) => {
      for (const follower of this.#followers) wake(follower, shown);
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
    for (const { loop } of this.#followers) loop.wake();
  }

  async #round(follower: Follower): Promise<void> {
    const { reaction } = follower;
    let isAwaited = follower.isAwaited || (await this.#isWaitedFor(reaction));
    follower.isAwaited = false;
    while (isAwaited) isAwaited = await this.#advance(reaction);
  }

  /** One batch; true where there may be more. */
  async #advance(reaction: Reaction): Promise<boolean> {
    const { database, eventLog } = this.#options;
    let appendedAny = false;
    const hasMore = await database.sql.begin(async (tx) => {
      const events = await this.#next(reaction, tx);
      const last = events.at(-1);
      if (!last) return false;
      for (const event of events) {
        appendedAny = (await this.#react(reaction, event, tx)) || appendedAny;
      }
      await tx`
        update ops.reaction_checkpoints set position = ${last.position}
        where name = ${reaction.name}`;
      return events.length === batchSize;
    });
    if (appendedAny) eventLog.appended();
    return hasMore;
  }

  /** What the reaction handles next. None where another worker has the checkpoint's row. */
  async #next({ name, handles }: Reaction, tx: Transaction): Promise<RecordedEvent[]> {
    const { eventLog, projections } = this.#options;
    const rows = await tx<StoredEvent[]>`
      with here as (
        select position from ops.reaction_checkpoints where name = ${name}
        for update skip locked
      ), visible as (
        select min(position) as position from projection_checkpoints
        where name = any(${[...projections]})
      )
      select e.id, p.position, e.stream, e.version, e.type, e.type_version, e.data, e.metadata,
             e.occurred_at
      from log.positions p join log.events e on e.id = p.event_id, here, visible
      where p.position > here.position and p.position <= visible.position
        and e.type = any(${[...handles]})
      order by p.position limit ${batchSize}`;
    return decodeEvents(eventLog.keys, rows);
  }

  /**
   * Whether there is an event that the reaction handles, in one statement without a transaction
   * around it: most polls find nothing. Events that do not concern it are passed over
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
    const { eventLog, boss } = this.#options;
    let appended = false;
    const metadata = { actorId: event.metadata.actorId, causationId: event.id };
    await reaction.react(event, {
      tx,
      orm: this.#options.database.ormOver(tx),
      keys: eventLog.keys,
      append: async (append) => {
        await appendEvents(tx, eventLog.keys, { ...append, metadata });
        appended = true;
      },
      begin: async (streams) => {
        const begun = streams.map((stream) => ({ ...stream, metadata }));
        appended = (await beginStreams(tx, eventLog.keys, begun)) > 0 || appended;
      },
      send: (job) => queueJob(boss, tx, job),
    });
    return appended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unsubscribe();
    for (const { loop } of this.#followers) await loop[Symbol.asyncDispose]();
  }
}

/** Who would have nothing to do sleeps on. */
function wake(follower: Follower, shown: Shown | null): void {
  const { reaction, loop } = follower;
  const isAwaited = shown?.some(({ type }) => reaction.handles.includes(type)) ?? false;
  follower.isAwaited ||= isAwaited;
  if (isAwaited || !shown) loop.wake();
}
