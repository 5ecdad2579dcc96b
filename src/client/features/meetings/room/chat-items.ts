import type { ChatMessage } from '#client/live/chat-view.ts';
import { authorOf, messageKey } from './message-key.ts';

export type ChatItem =
  | { kind: 'day'; key: string; day: Date }
  | { kind: 'unread'; key: string }
  /** Who came and went, in one line however many. */
  | { kind: 'system'; key: string; entries: readonly ChatMessage[] }
  /** `first` of a group says who speaks; the others only what. */
  | { kind: 'message'; key: string; message: ChatMessage; first: boolean };

interface ChatItemsOptions {
  hasEarlier: boolean;
  /**
   * Keys of messages that once were the first ones loaded. Whatever comes above them later, they
   * keep their shape: nothing that is being read may change its height.
   */
  pageStarts: ReadonlySet<string>;
  /** The first message that was not seen yet. */
  firstUnseen: string | null;
}

/** A pause after which the same person starts a new group. */
const groupMs = 5 * 60_000;

/** The rows of a chat: messages under their days, grouped by who speaks. */
export function chatItems(
  messages: readonly ChatMessage[],
  { hasEarlier, pageStarts, firstUnseen }: ChatItemsOptions,
): ChatItem[] {
  const items: ChatItem[] = [];
  let previous: ChatMessage | null = null;
  let previousAtMs = 0;
  let day: Day | null = null;
  for (const message of messages) {
    const key = messageKey(message);
    // Once for each of ten thousand: reading a date takes its time.
    const atMs = Date.parse(message.created_at);
    const today: Day = isOn(day, atMs) ? day : dayOf(atMs);
    const newDay = day ? today !== day : !hasEarlier;
    day = today;
    if (newDay) items.push({ kind: 'day', key: `day ${key}`, day: new Date(day.startMs) });
    const unseen = message.id === firstUnseen;
    if (unseen) items.push({ kind: 'unread', key: 'unread' });
    const breaks = newDay || unseen || pageStarts.has(key);
    const last = items.at(-1);
    if (message.kind === 'system') {
      if (last?.kind === 'system' && !breaks) {
        items[items.length - 1] = { ...last, entries: [...last.entries, message] };
      } else {
        items.push({ kind: 'system', key, entries: [message] });
      }
    } else {
      const isSoon = atMs - previousAtMs < groupMs;
      const first = breaks || !previous || !isSoon || !isSameVoice(previous, message);
      items.push({ kind: 'message', key, message, first });
    }
    previous = message;
    previousAtMs = atMs;
  }
  return items;
}

function isSameVoice(previous: ChatMessage, message: ChatMessage): boolean {
  return previous.kind === 'message' && authorOf(previous) === authorOf(message);
}

interface Day {
  startMs: number;
  endMs: number;
}

/** By two comparisons: a calendar asked for each of ten thousand messages takes its time. */
function isOn(day: Day | null, atMs: number): day is Day {
  return day !== null && atMs >= day.startMs && atMs < day.endMs;
}

function dayOf(atMs: number): Day {
  const date = new Date(atMs);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return {
    startMs: new Date(year, month, day).getTime(),
    endMs: new Date(year, month, day + 1).getTime(),
  };
}
