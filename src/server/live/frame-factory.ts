import type { RecordedEvent } from '#domain/kernel/event.ts';
import { eventDefinitions } from '#domain/registry.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { unreadCountsAfter } from '#readmodels/notifications/unread-count.query.ts';
import type { FrameFacts, FrameMaker } from './frame-maker.ts';
import { LiveFrame } from './live-frame.ts';
import type { PeopleNames } from './people-names.ts';

/** Makes frames of events: the same for those that just came and those of a backlog. */
export class FrameFactory {
  readonly #names: PeopleNames;
  readonly #makers: ReadonlyMap<string, FrameMaker>;

  constructor(options: { names: PeopleNames; makers: readonly FrameMaker[] }) {
    this.#names = options.names;
    this.#makers = new Map(options.makers.map((maker) => [maker.event, maker]));
  }

  /** The types of events that have a frame. */
  get eventTypes(): readonly string[] {
    return [...this.#makers.keys()];
  }

  /** Looks up what the frames tell beyond their events over the connections that it is given. */
  async make(sql: SqlRunner, events: readonly RecordedEvent[]): Promise<LiveFrame[]> {
    const facts = await this.#factsFor(sql, events);
    return events.flatMap((event) => {
      const maker = this.#makers.get(event.type);
      const topics = eventDefinitions.get(event.type)?.topics(event.data) ?? [];
      const audited = auditFrame(event);
      if (!maker || topics.length === 0) return [audited];
      const { position } = event;
      const data = () => maker.data(event, facts);
      return [new LiveFrame({ position, topics, type: maker.frame, data }), audited];
    });
  }

  async #factsFor(sql: SqlRunner, events: readonly RecordedEvent[]): Promise<FrameFacts> {
    const told = events.flatMap((event) => {
      const maker = this.#makers.get(event.type);
      return maker ? [{ event, maker }] : [];
    });
    const people = told.flatMap(({ event, maker }) => maker.people?.(event) ?? []);
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
