import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Badge, type BadgeTone } from '#client/ui/badge.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { MoreButton } from '#client/ui/more-button.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useListKeys } from '#client/ui/use-list-keys.ts';

interface Pages<Entry> {
  data: { pages: { results: Entry[] }[] } | undefined;
  error: unknown;
  refetch: () => Promise<unknown>;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

interface EntryListProps<Entry> {
  kind: 'announcements' | 'maintenance';
  query: Pages<Entry>;
  /** An `EntryRow` for each. */
  children: (entry: Entry) => ReactNode;
}

/** What administrators have written for everybody, the newest first. */
export function EntryList<Entry>({ kind, query, children }: EntryListProps<Entry>) {
  const t = useTranslations(kind);
  const all = useTranslations('announcements');
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const entries = query.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <>
      <Loaded
        query={query}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={4} label={all('loading')} />}
      >
        {entries.length === 0 ? (
          <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
        ) : (
          <ul ref={list}>{entries.map(children)}</ul>
        )}
      </Loaded>
      <MoreButton query={query}>{all('older')}</MoreButton>
    </>
  );
}

interface EntryRowProps {
  title: string;
  isOver: boolean;
  state: { tone: BadgeTone; label: string };
  /** Beside the state. */
  note?: string | undefined;
  message: string;
  about?: string;
  /** What can be done about it. */
  children: ReactNode;
}

export function EntryRow(props: EntryRowProps) {
  const { title, isOver, state, note, message, about, children } = props;
  return (
    <li className="flex items-start gap-2 border-b border-line py-2 pr-2 pl-4 md:pr-4 md:pl-6">
      <div className="min-w-0 flex-1 py-1">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-list">
          <span className={isOver ? 'text-quiet' : 'font-semibold'}>{title}</span>
          <Badge tone={state.tone}>{state.label}</Badge>
          {note && <span className="text-small text-quiet">{note}</span>}
        </p>
        {message !== '' && <p className="line-clamp-2 max-w-prose text-list">{message}</p>}
        {about && <p className="pt-0.5 text-small text-quiet">{about}</p>}
      </div>
      {children}
    </li>
  );
}
