import { useNavigate } from '@tanstack/react-router';
import {
  CalendarDays,
  CalendarPlus,
  Folder,
  Image,
  Keyboard,
  LogOut,
  Moon,
  Plus,
  Settings,
  Sun,
  User,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';
import { useMeetingsAhead } from '#client/app/use-next-meeting.ts';
import { setTheme } from '#client/ui/theme.ts';
import type { Place } from './places.ts';

export interface Command {
  id: string;
  label: string;
  icon: ReactNode;
  keys?: string;
  run: () => void;
}

interface UseCommandsOptions {
  places: readonly Place[];
  onHelp: () => void;
  onSignOut: () => Promise<void>;
}

/** Everything the command menu offers, in groups. */
export function useCommands({ places, onHelp, onSignOut }: UseCommandsOptions) {
  const t = useTranslations();
  const person = usePerson();
  const navigate = useNavigate();
  const projects = trpc.projects.list.useQuery();
  const files = trpc.files.list.useQuery({ limit: 50 });
  const meetings = useMeetingsAhead();
  const people = trpc.people.list.useQuery({}, { enabled: person.role === 'admin' });
  const groups: { value: string; items: Command[] }[] = [
    {
      value: t('commands.goTo'),
      items: [
        ...places.map(({ key, to, icon: Icon, letter }) => ({
          id: `place-${key}`,
          label: t(`places.${key}`),
          icon: <Icon size={16} aria-hidden />,
          keys: `g ${letter}`,
          run: () => void navigate({ to }),
        })),
        {
          id: 'place-settings',
          label: t('places.settings'),
          icon: <Settings size={16} aria-hidden />,
          run: () => void navigate({ to: '/settings' }),
        },
      ],
    },
    {
      value: t('commands.do'),
      items: [
        {
          id: 'do-project',
          label: t('projects.create'),
          icon: <Plus size={16} aria-hidden />,
          run: () => void navigate({ to: '/projects', search: { create: true } }),
        },
        {
          id: 'do-meeting',
          label: t('meetings.schedule'),
          icon: <CalendarPlus size={16} aria-hidden />,
          run: () => void navigate({ to: '/meetings', search: { schedule: true } }),
        },
        {
          id: 'do-light',
          label: t('commands.lightTheme'),
          icon: <Sun size={16} aria-hidden />,
          run: () => setTheme('light'),
        },
        {
          id: 'do-dark',
          label: t('commands.darkTheme'),
          icon: <Moon size={16} aria-hidden />,
          run: () => setTheme('dark'),
        },
        {
          id: 'do-help',
          label: t('shell.shortcuts'),
          icon: <Keyboard size={16} aria-hidden />,
          keys: '?',
          run: onHelp,
        },
        {
          id: 'do-sign-out',
          label: t('shell.signOut'),
          icon: <LogOut size={16} aria-hidden />,
          run: () => void onSignOut(),
        },
      ],
    },
    {
      value: t('places.projects'),
      items: (projects.data?.results ?? []).map((project) => ({
        id: project.id,
        label: project.name,
        icon: <Folder size={16} aria-hidden />,
        run: () => void navigate({ to: '/projects/$projectId', params: { projectId: project.id } }),
      })),
    },
    {
      value: t('places.meetings'),
      // Of one that comes again the next.
      items: [...new Map(meetings.toReversed().map((one) => [one.id, one])).values()].map(
        (meeting) => ({
          id: meeting.id,
          label: meeting.title,
          icon: <CalendarDays size={16} aria-hidden />,
          run: () =>
            void navigate({ to: '/meetings/$meetingId', params: { meetingId: meeting.id } }),
        }),
      ),
    },
    {
      value: t('places.files'),
      items: (files.data?.results ?? []).map((file) => ({
        id: file.id,
        label: file.original_name,
        icon: <Image size={16} aria-hidden />,
        run: () => void navigate({ to: '/files/$fileId', params: { fileId: file.id } }),
      })),
    },
    {
      value: t('places.people'),
      items: (people.data?.results ?? []).map((one) => ({
        id: one.id,
        label: one.name,
        icon: <User size={16} aria-hidden />,
        run: () => void navigate({ to: '/admin/people', search: { q: one.name } }),
      })),
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}
