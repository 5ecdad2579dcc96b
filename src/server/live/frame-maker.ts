import type { StreamFold } from '#domain/kernel/decider.ts';
import type { EventDefinition, RecordedEvent } from '#domain/kernel/event.ts';
import type { PersonSummary } from '#readmodels/people/names.query.ts';

/** What a frame may tell beyond its event, looked up for a whole batch at once. */
export interface FrameFacts {
  /** As others see the person; null where there is none. */
  person: (personId: string | null) => PersonSummary | null;
  /** The unread count that an event made, for events that a maker says count. */
  unreadCount: (event: RecordedEvent) => number;
  /** When what a frame that is erasable by this key says was deleted; null where it was not. */
  erasedAt: (key: string) => string | null;
}

/** How an event of one type is told on sockets. */
export interface FrameMaker<Data = unknown, State = unknown> {
  /** The event's type. */
  event: string;
  /** The frame's type. */
  frame: string;
  /**
   * What the event's stream adds up to after it, for a frame that tells more than its event: folded
   * up to the event and no further, so it is the same live and in a backlog.
   */
  fold?: StreamFold<State>;
  /** Whose names it tells. */
  people?: (event: RecordedEvent<Data>, state: State) => readonly (string | null)[];
  /** Whose unread count it tells. */
  countsFor?: (event: RecordedEvent<Data>) => string;
  /**
   * By which key what it says may be deleted later. Then it says so, also in what somebody missed
   * before, and is the one thing that is not as it was live.
   */
  erasable?: (event: RecordedEvent<Data>) => string;
  /** The key by which it deletes what erasable frames say. */
  erases?: (event: RecordedEvent<Data>) => string;
  /** The frame's data: for every reader the same. */
  data: (event: RecordedEvent<Data>, facts: FrameFacts, state: State) => Record<string, unknown>;
}

/** Ties a maker to the data of its event. */
export function frameMaker<Type extends string, Data extends object, State = undefined>(
  definition: EventDefinition<Type, Data>,
  maker: Omit<FrameMaker<Data, State>, 'event'>,
): FrameMaker {
  // The codec validated what it read; only events of this type are given to this maker.
  return { event: definition.type, ...maker } as FrameMaker;
}
