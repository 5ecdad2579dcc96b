import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  CalendarDays,
  File,
  Folder,
  ListTodo,
  MessageSquare,
  MessagesSquare,
  User,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { SearchHit } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { useStillFitting } from '#client/ui/use-still-fitting.ts';
import { useTypedPause } from '#client/ui/use-typed-pause.ts';
import type { Command } from './use-commands.tsx';

const freshMs = 10_000;

const kinds = ['task', 'project', 'meeting', 'file', 'person', 'comment', 'message'] as const;
const signs: Record<SearchHit['kind'], ReactNode> = {
  task: <ListTodo size={16} aria-hidden />,
  project: <Folder size={16} aria-hidden />,
  meeting: <CalendarDays size={16} aria-hidden />,
  file: <File size={16} aria-hidden />,
  person: <User size={16} aria-hidden />,
  comment: <MessageSquare size={16} aria-hidden />,
  message: <MessagesSquare size={16} aria-hidden />,
};

/** What the server finds for what is typed, in groups; of the last what still fits, until the next is here. */
export function useFound(text: string) {
  const t = useTranslations('commands');
  const format = useFormatter();
  const navigate = useNavigate();
  const { role } = usePerson();
  const typed = text.trim();
  const asked = useTypedPause(typed);
  const found = trpc.search.find.useQuery(
    { q: asked },
    { enabled: asked !== '', placeholderData: keepPreviousData, staleTime: freshMs },
  );
  const isOld = found.isPlaceholderData || typed !== asked;
  const results = asked === '' || typed === '' ? [] : (found.data?.results ?? []);
  const said = ({ title, detail }: SearchHit) => `${title} ${detail ?? ''}`;
  const hits = useStillFitting(results, said, { typed, isOld });
  const open = ({ kind, id, title, project_id: projectId, message_id: message }: SearchHit) => {
    if (kind === 'project') {
      void navigate({ to: '/projects/$projectId', params: { projectId: id } });
    } else if (kind === 'meeting') {
      void navigate({ to: '/meetings/$meetingId', params: { meetingId: id } });
    } else if (kind === 'message' && message !== undefined) {
      void navigate({
        to: '/meetings/$meetingId/room',
        params: { meetingId: id },
        search: { message },
      });
    } else if (kind === 'file') void navigate({ to: '/files/$fileId', params: { fileId: id } });
    else if (kind === 'person') {
      void navigate({ to: '/admin/people', search: { q: title } });
    } else if (projectId !== null) {
      const params = { projectId, taskId: id };
      void navigate({ to: '/projects/$projectId/tasks/$taskId', params });
    }
  };
  const detailOf = ({ kind, detail }: SearchHit) =>
    kind === 'meeting' && detail !== null
      ? format.dateTime(new Date(detail), { dateStyle: 'medium', timeStyle: 'short' })
      : detail;
  const groups = kinds
    // Only administrators have a page of people to go to.
    .filter((kind) => kind !== 'person' || role === 'admin')
    .map((kind) => ({
      value: t(`found.${kind}`),
      items: hits
        .filter((hit) => hit.kind === kind)
        .map(
          (hit, index): Command => ({
            id: `${kind}-${hit.id}-${index}`,
            label: hit.title,
            detail: detailOf(hit),
            icon: signs[kind],
            isFound: true,
            run: () => open(hit),
          }),
        ),
    }))
    .filter(({ items }) => items.length > 0);
  return { groups, isLooking: typed !== '' && (found.isFetching || isOld) };
}
