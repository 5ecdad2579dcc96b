import type { RecordedEvent } from '#domain/kernel/event.ts';
import { eventDefinitions } from '#domain/registry.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import type { SubjectKeys } from '#infra/log/subject-keys.ts';
import { deletionsOf } from '#readmodels/meetings/chat.query.ts';
import { deletedComments } from '#readmodels/tasks/comments.query.ts';
import { withdrawnNotifications } from '#readmodels/notifications/notifications.query.ts';
import { unreadCountsAfter } from '#readmodels/notifications/unread-count.query.ts';
import type { FrameFacts, FrameMaker } from './frame-maker.ts';
import { LiveFrame } from './live-frame.ts';
import type { PeopleNames } from './people-names.ts';
import { statesAfter } from './stream-states.ts';

/** An event that has a frame, and who makes it. */
interface Told {
  event: RecordedEvent;
  maker: FrameMaker;
}

/** Makes frames of events: the same for those that just came and those of a backlog. */
export class FrameFactory {
  readonly #names: PeopleNames;
  readonly #keys: SubjectKeys;
  readonly #makers: ReadonlyMap<string, FrameMaker>;

  constructor(options: {
    names: PeopleNames;
    keys: SubjectKeys;
    makers: readonly FrameMaker[];
  }) {
    this.#names = options.names;
    this.#keys = options.keys;
    this.#makers = new Map(options.makers.map((maker) => [maker.event, maker]));
  }

  /** The types of events that have a frame. */
  get eventTypes(): readonly string[] {
    return [...this.#makers.keys()];
  }

  /**
   * Looks up what the frames tell beyond their events over the connections that it is given. For a
   * backlog, also what of it was deleted since; of what just came the hub finds out by itself.
   */
  async make(
    sql: SqlRunner,
    events: readonly RecordedEvent[],
    { isBacklog = false } = {},
  ): Promise<LiveFrame[]> {
    const told = events.flatMap((event) => {
      const maker = this.#makers.get(event.type);
      return maker ? [{ event, maker }] : [];
    });
    const states = await statesAfter(
      sql,
      this.#keys,
      told.flatMap(({ event, maker: { fold } }) => (fold ? [{ event, fold }] : [])),
    );
    const erased = await this.#erasedAmong(sql, isBacklog ? told : []);
    const facts = await this.#factsFor(sql, told, { states, erased });
    return events.flatMap((event) => {
      const maker = this.#makers.get(event.type);
      const topics = eventDefinitions.get(event.type)?.topics(event.data) ?? [];
      const audited = auditFrame(event);
      if (!maker || topics.length === 0) return [audited];
      const { position } = event;
      const data = () => maker.data(event, facts, states.get(event.id));
      const key = maker.erasable?.(event);
      const frame = new LiveFrame({
        position,
        topics,
        type: maker.frame,
        data,
        erases: maker.erases ? { key: maker.erases(event), at: event.occurredAt } : null,
        erasable: key === undefined ? null : { key, erase: (at) => erased.set(key, at) },
      });
      return [frame, audited];
    });
  }

  /** Whatever was deleted by now is not said, not even by what came before. */
  async #erasedAmong(sql: SqlRunner, told: readonly Told[]): Promise<Map<string, string>> {
    const keys = told.flatMap(({ event, maker }) => maker.erasable?.(event) ?? []);
    if (keys.length === 0) return new Map();
    const messages = await deletionsOf(sql, keys);
    const comments = await deletedComments(sql, keys);
    const notifications = await withdrawnNotifications(sql, keys);
    return new Map([...messages, ...comments, ...notifications]);
  }

  async #factsFor(
    sql: SqlRunner,
    told: readonly Told[],
    {
      states,
      erased,
    }: { states: ReadonlyMap<string, unknown>; erased: ReadonlyMap<string, string> },
  ): Promise<FrameFacts> {
    const people = told.flatMap(
      ({ event, maker }) => maker.people?.(event, states.get(event.id)) ?? [],
    );
    const counted = told.flatMap(({ event, maker }) =>
      maker.countsFor ? [{ personId: maker.countsFor(event), position: event.position }] : [],
    );
    const [counts] = await Promise.all([
      counted.length > 0 ? unreadCountsAfter(sql, counted) : new Map<number, number>(),
      this.#names.load(
        sql,
        people.filter((id) => id !== null),
      ),
    ]);
    return {
      person: (personId) => this.#names.summary(personId),
      unreadCount: (event) => {
        const count = counts.get(event.position);
        if (count === undefined) throw new Error(`no unread count at ${event.position}`);
        return count;
      },
      erasedAt: (key) => erased.get(key) ?? null,
    };
  }
}

/** To administrators who follow the log: that there is one more event, and which. */
function auditFrame(event: RecordedEvent): LiveFrame {
  return new LiveFrame({
    position: event.position,
    topics: ['audit'],
    type: 'event',
    data: () => ({
      position: event.position,
      stream: event.stream,
      version: event.version,
      type: event.type,
      actor_id: event.metadata.actorId,
      occurred_at: event.occurredAt,
    }),
  });
}
