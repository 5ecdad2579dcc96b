import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { RefusalCode } from '#domain/kernel/refusals.ts';
import type { LiveTopic } from './live-frame.ts';

/** What somebody follows: a topic, which of its frames, and the right to see them. */
export interface Channel {
  topic: LiveTopic;
  /** Others that it carries; they may change when the right is looked at. */
  alsoTopics?: () => readonly LiveTopic[];
  /** Types of frames; null for all of the topic's. */
  carries: ReadonlySet<string> | null;
  /**
   * The figures that `ready` and `live` tell, as they were at a position; null while the read
   * models do not show it.
   */
  stateAt: (position: number) => Promise<Record<string, unknown> | null>;
  /** The same for `live`, where it tells less: who resumed has the rest from frames. */
  stateWhenLive?: (position: number) => Promise<Record<string, unknown> | null>;
  /** Begins what lasts for as long as somebody follows, and gives its end. */
  enter?: () => Promise<Disposable>;
  /** Whether the right holds, as the read models show it. */
  isAllowed: () => Promise<boolean>;
  /** What somebody is told who has no right. */
  refusal: RefusalCode;
  /** Whether an event may have taken the right away: then it is looked at again. Null: none can. */
  mayRevoke: ((event: RecordedEvent) => boolean) | null;
}
