import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import type { UnreadMessages } from '#client/live/chat-state.ts';
import type { ChatMessage } from '#client/live/chat-view.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { type ChatItem, chatItems } from './chat-items.ts';
import { DayHead, UnreadMark } from './chat-marks.tsx';
import type { MessageActions } from './message-actions.ts';
import { MessageRow } from './message-row.tsx';
import { authorOf, messageKey } from './message-key.ts';
import { SystemLine } from './system-line.tsx';
import { useEarlier } from './use-earlier.ts';
import { useHeldAtEnd } from './use-held-at-end.ts';
import { useJump } from './use-jump.ts';
import { usePageStarts } from './use-page-starts.ts';
import { useUnreadAbove } from './use-unread-above.ts';
import { useUnseen } from './use-unseen.ts';

/** Within this of the end one reads what is newest, and the list follows it. */
const nearEndPx = 80;
const earlierRowPx = 56;

interface MessageListProps {
  messages: readonly ChatMessage[];
  ownId: string;
  hasEarlier: boolean;
  loadEarlier: () => Promise<void>;
  /** What was unread when one came. */
  unread: UnreadMessages | null;
  onSeen: () => void;
  /** The message that is to be in sight now; another object brings it there again. */
  target: { id: string } | null;
  actions: MessageActions;
  people: readonly Person[];
  /** What stands in the place of messages while there is none. */
  empty: ReactNode;
}

/** The chat, held at its end: of all messages only those in sight are in the page. */
export function MessageList({
  messages,
  ownId,
  hasEarlier,
  loadEarlier,
  unread,
  onSeen,
  target,
  actions,
  people,
  empty,
}: MessageListProps) {
  const t = useTranslations('room');
  const scroller = useRef<HTMLDivElement>(null);
  const pageStarts = usePageStarts(messages, hasEarlier);
  const [atEnd, setAtEnd] = useState(true);
  const firstUnread = unread?.first_id ?? null;
  const { firstUnseen, unseenCount } = useUnseen({ messages, ownId, atEnd, firstUnread, onSeen });
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(
    () => chatItems(messages, { hasEarlier, pageStarts, firstUnseen }),
    [messages, hasEarlier, pageStarts, firstUnseen],
  );
  // The same as long as the rows are: another one has all of them laid out anew, at each scroll.
  const getItemKey = useCallback((index: number) => items[index]?.key ?? index, [items]);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateOf(items[index]),
    getItemKey,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: nearEndPx,
    paddingStart: hasEarlier ? earlierRowPx : 8,
    paddingEnd: 8,
    overscan: 8,
  });

  const toEnd = useCallback(() => rows.scrollToEnd(), [rows]);
  const filled = items.length > 0;
  useLayoutEffect(() => {
    if (filled) toEnd();
  }, [filled, toEnd]);

  // What one wrote oneself is always brought into sight, wherever one was reading.
  const last = messages.at(-1);
  const ownLast = last?.kind === 'message' && authorOf(last) === ownId ? messageKey(last) : null;
  const knownOwn = useRef(ownLast);
  useEffect(() => {
    if (ownLast !== null && ownLast !== knownOwn.current && last?.state === 'sending') toEnd();
    knownOwn.current = ownLast;
  }, [ownLast, last?.state, toEnd]);

  useJump(rows, items, target);
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const shown = rows.getVirtualItems();
  const toUnread = useUnreadAbove({ firstUnseen, firstUnread, items, firstShown: shown[0]?.index });

  useHeldAtEnd(scroller, atEnd, toEnd);
  useListKeys(scroller, 'last');
  const earlier = useEarlier({ scroller, hasEarlier, loadEarlier, first: items[0]?.key });

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="log"
        // Rows come and go with the scrolling; what is really new the announcer says.
        aria-live="off"
        aria-label={t('messages')}
        // oxlint-disable-next-line jsx_a11y/no-noninteractive-tabindex -- A scroll area must be reachable by keyboard.
        tabIndex={0}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          setAtEnd(scrollHeight - scrollTop - clientHeight < nearEndPx);
        }}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none] -outline-offset-2"
      >
        {items.length === 0 && empty}
        {/* A short chat stands at the bottom, where one writes. */}
        <div className="flex min-h-full flex-col justify-end">
          <div className="relative w-full shrink-0" style={{ height: rows.getTotalSize() }}>
            {hasEarlier && items.length > 0 && (
              <div
                className="absolute inset-x-0 top-0 flex items-center gap-3 px-4 md:px-6"
                style={{ height: earlierRowPx }}
              >
                {earlier.failed ? (
                  <Button onClick={() => void earlier.retry()}>{t('earlierAgain')}</Button>
                ) : (
                  <>
                    <Skeleton className="size-8 shrink-0 rounded-full" />
                    <Skeleton className="h-3 w-2/5" />
                    <span className="sr-only">{t('loadingEarlier')}</span>
                  </>
                )}
              </div>
            )}
            {shown.map((row) => {
              const item = items[row.index];
              if (!item) return null;
              return (
                <div
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  className="absolute inset-x-0 top-0 flow-root"
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <ChatRow
                    item={item}
                    ownId={ownId}
                    actions={actions}
                    people={people}
                    byId={byId}
                    target={target?.id ?? null}
                    unfolded={unfolded.has(item.key)}
                    onUnfold={() => setUnfolded((keys) => new Set(keys).add(item.key))}
                  />
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {toUnread && unread && firstUnread !== null && (
        <div className="pointer-events-none absolute inset-x-0 top-2 flex justify-center">
          <Button
            className="pointer-events-auto shadow-lift"
            onClick={() => actions.jumpTo(firstUnread)}
          >
            <ArrowUp size={16} aria-hidden />
            {t('unreadAbove', { count: unread.count })}
          </Button>
        </div>
      )}
      <div
        className={classNames(
          'pointer-events-none absolute inset-x-0 bottom-2 flex justify-center transition-opacity duration-100',
          atEnd && 'opacity-0',
        )}
      >
        {!atEnd && (
          <Button
            className="pointer-events-auto shadow-lift"
            tone={unseenCount > 0 ? 'primary' : 'plain'}
            onClick={toEnd}
          >
            <ArrowDown size={16} aria-hidden />
            {unseenCount > 0 ? t('newCount', { count: unseenCount }) : t('toEnd')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface ChatRowProps {
  item: ChatItem;
  ownId: string;
  actions: MessageActions;
  people: readonly Person[];
  byId: ReadonlyMap<string, ChatMessage>;
  target: string | null;
  unfolded: boolean;
  onUnfold: () => void;
}

function ChatRow({ item, unfolded, onUnfold, byId, target, ...rest }: ChatRowProps) {
  switch (item.kind) {
    case 'day':
      return <DayHead day={item.day} />;
    case 'unread':
      return <UnreadMark />;
    case 'system':
      return <SystemLine entries={item.entries} unfolded={unfolded} onUnfold={onUnfold} />;
    case 'message':
      return (
        <MessageRow
          {...rest}
          message={item.message}
          first={item.first}
          answered={byId.get(item.message.reply_to_id ?? '')}
          isTarget={item.message.id === target}
        />
      );
  }
}

/** Close to what it will be measured as, so that the scroll bar hardly moves. */
function estimateOf(item: ChatItem | undefined): number {
  if (item?.kind !== 'message') return 36;
  const { text, reply_to_id: answers, reactions, file_ids: files } = item.message;
  const lines = Math.ceil(text.length / 80);
  const beside =
    (answers === null ? 0 : 24) + (reactions.length > 0 ? 30 : 0) + (files.length > 0 ? 168 : 0);
  return 4 + lines * 24 + beside + (item.first ? 30 : 0);
}
