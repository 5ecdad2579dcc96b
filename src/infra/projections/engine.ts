/**
 * Brings the read models up to the log. A batch of events runs through all projections that stand
 * at the same position, in one transaction with their checkpoints: read models never disagree
 * with each other or with their position. One that fails is set aside and retried alone, so that
 * it stops only itself and those who wait for it.
 *
 * The checkpoint rows are locked for the batch: of two processes that both believe to be leader
 * one waits, then finds the work done.
 */
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Database } from '../db/database.ts';
import { decodeEvents, type StoredEvent } from '../log/codec.ts';
import type { SubjectKeys } from '../log/subject-keys.ts';
import { type Advanced, advanceProjections } from './advance.ts';
import type { Projection } from './projection.ts';

const retryBrokenAfterMs = 5_000;
/** Of events: who brings more than that up to date does not keep it all in memory. */
const maxRemembered = 1_000;

export interface BrokenProjection {
  name: string;
  /** The event it could not take. */
  after: number;
  error: unknown;
  /** By `performance.now()`. */
  retryAt: number;
}

export interface CatchUp {
  /** Not beyond this position. */
  upTo?: number;
  /** What was placed a moment ago, in order: who stands right before it need not read it. */
  placed?: readonly StoredEvent[];
}

export interface CaughtUp {
  /** Whether any read model moved. */
  moved: boolean;
  /**
   * What all of them show now and did not before, without gaps; null where that is not known, as they
   * did not go together, or it is too much to remember.
   */
  shown: readonly RecordedEvent[] | null;
}

export class ProjectionEngine {
  readonly #database: Database;
  readonly #keys: SubjectKeys;
  readonly #projections: readonly Projection[];
  readonly broken = new Map<string, BrokenProjection>();

  constructor(database: Database, keys: SubjectKeys, projections: readonly Projection[]) {
    this.#database = database;
    this.#keys = keys;
    this.#projections = projections;
  }

  /** Whose checkpoints count: a row of another name is another version's, which may be gone. */
  get names(): readonly string[] {
    return this.#projections.map(({ name }) => name);
  }

  /** What failed is somebody else's to find out, once another process brings the read models up. */
  forgetFailures(): void {
    this.broken.clear();
  }

  /** Checkpoints for projections that have none yet. */
  async prepare(): Promise<void> {
    for (const { name } of this.#projections) {
      await this.#database.sql`
        insert into projection_checkpoints (name, position) values (${name}, 0)
        on conflict do nothing`;
    }
  }

  /** Runs until every projection that works has reached the head. */
  async catchUp({ upTo = Number.MAX_SAFE_INTEGER, placed = [] }: CatchUp = {}): Promise<CaughtUp> {
    const atHand = await decodeEvents(this.#keys, placed);
    const shown: RecordedEvent[] = [];
    let isWhole = true;
    let hasMoved = false;
    for (;;) {
      const { events, moved, more } = await this.#advanceTogether(upTo, atHand);
      hasMoved ||= moved.length > 0;
      isWhole &&= moved.length === this.#projections.length;
      isWhole &&= events.length > 0 && shown.length + events.length <= maxRemembered;
      if (isWhole) shown.push(...events);
      if (!more) return { moved: hasMoved, shown: isWhole ? shown : null };
    }
  }

  async #advanceTogether(upTo: number, atHand: readonly RecordedEvent[]): Promise<Advanced> {
    const able = this.#projections.filter(({ name }) => {
      const failure = this.broken.get(name);
      return !failure || failure.retryAt <= performance.now();
    });
    if (able.length === 0) return { moved: [], events: [], more: false };
    try {
      return await this.#advance(able, upTo, atHand);
    } catch (error) {
      if (!isFaultOfStatement(error)) throw error;
      return this.#advanceOneByOne(able, upTo);
    }
  }

  async #advanceOneByOne(able: readonly Projection[], upTo: number): Promise<Advanced> {
    const together: Advanced = { moved: [], events: [], more: false };
    for (const projection of able) {
      try {
        const { moved, more } = await this.#advance([projection], upTo, []);
        together.moved.push(...moved);
        together.more ||= more;
        this.broken.delete(projection.name);
      } catch (error) {
        if (!isFaultOfStatement(error)) throw error;
        const after = await this.#checkpointOf(projection.name);
        const retryAt = performance.now() + retryBrokenAfterMs;
        this.broken.set(projection.name, { name: projection.name, after, error, retryAt });
      }
    }
    return together;
  }

  #advance(
    projections: readonly Projection[],
    upTo: number,
    atHand: readonly RecordedEvent[],
  ): Promise<Advanced> {
    const { sql, orm } = this.#database;
    return sql.begin(async (tx) => {
      const [, advanced] = await Promise.all([
        // A read model lost with the last moments before a crash is made again from the log.
        tx`set local synchronous_commit = off`,
        advanceProjections({ tx, orm, keys: this.#keys }, projections, upTo, atHand),
      ]);
      for (const name of advanced.moved) this.broken.delete(name);
      return advanced;
    });
  }

  async #checkpointOf(name: string): Promise<number> {
    const [row] = await this.#database.sql<{ position: string }[]>`
      select position from projection_checkpoints where name = ${name}`;
    return Number(row?.position ?? 0);
  }
}

/** A statement or handler of ours that will fail again, as against a database that is away. */
function isFaultOfStatement(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const transient = /^(08|28|40|53|55|57|58|25P03|CONNECT|EAI_|ECONN|EHOST|ENET|ENO|EPIPE|ETIME)/;
  return !transient.test(code);
}
