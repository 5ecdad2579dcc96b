import { Search } from 'lucide-react';
import { useDeferredValue, useId, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';
import { inputClass } from '#client/ui/field.tsx';
import { QueryError } from '#client/ui/query-error.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { saidIn } from './quote.tsx';

const pageSize = 30;

interface ChatSearchProps {
  meetingId: string;
  onChoose: (messageId: string) => void;
}

/** What was said, found by the beginnings of its words; choosing it leads there. */
export function ChatSearch({ meetingId, onChoose }: ChatSearchProps) {
  const t = useTranslations('room');
  const format = useFormatter();
  const id = useId();
  const [text, setText] = useState('');
  const question = useDeferredValue(text.trim());
  const found = trpc.meetings.searchChat.useInfiniteQuery(
    { meetingId, question, limit: pageSize },
    {
      enabled: question !== '',
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: (before) => before,
    },
  );
  const messages =
    question === '' ? [] : (found.data?.pages.flatMap(({ results }) => results) ?? []);
  return (
    <search className="flex flex-col gap-2">
      <label htmlFor={id} className="sr-only">
        {t('searchLabel')}
      </label>
      <span className="relative flex items-center">
        <Search size={15} aria-hidden className="absolute left-2.5 text-quiet" />
        <input
          id={id}
          type="search"
          autoComplete="off"
          placeholder={t('searchLabel')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
          className={classNames(inputClass, 'w-full pl-8')}
        />
      </span>
      <p
        role="status"
        className={classNames('text-small text-quiet', messages.length > 0 && 'sr-only')}
      >
        {question !== '' &&
          found.data &&
          (messages.length === 0 ? t('foundNothing') : t('found', { count: messages.length }))}
      </p>
      {found.error && !found.data && (
        <QueryError
          error={found.error}
          what={t('notSearched')}
          onRetry={() => void found.refetch()}
        />
      )}
      <ul className="-mx-2">
        {messages.map((message) => (
          <li key={message.id}>
            <button
              type="button"
              onClick={() => onChoose(message.id)}
              className="flex w-full flex-col rounded-md px-2 py-1.5 text-left text-list hover:bg-sunken"
            >
              <span className="flex w-full items-baseline gap-2">
                <span className="min-w-0 truncate font-semibold">{message.user.name}</span>
                <time dateTime={message.created_at} className="shrink-0 text-small text-quiet">
                  {format.dateTime(new Date(message.created_at), {
                    dateStyle: 'short',
                    timeStyle: 'short',
                  })}
                </time>
              </span>
              <span className="line-clamp-2 wrap-anywhere">{saidIn(message, t('justFiles'))}</span>
            </button>
          </li>
        ))}
      </ul>
      {question !== '' && found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('foundMore')}
        </Button>
      )}
    </search>
  );
}
