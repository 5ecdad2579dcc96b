import { useNavigate } from '@tanstack/react-router';
import {
  CalendarDays,
  CalendarPlus,
  Folder,
  Keyboard,
  LogOut,
  Moon,
  Plus,
  Settings,
  Sun,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { useMeetingsAhead } from '#client/app/use-next-meeting.ts';
import { setTheme } from '#client/ui/theme.ts';
import type { Place } from './places.ts';

export interface Command {
  id: string;
  label: string;
  icon: ReactNode;
  keys?: string;
  /** Where it is, or what of it was found. */
  detail?: string | null;
  /** Answered by the server: it fits what was typed even where its name does not. */
  isFound?: boolean;
  run: () => void;
}

interface UseCommandsOptions {
  places: readonly Place[];
  onHelp: () => void;
  onSignOut: () => Promise<void>;
}

/** What the command menu offers before anything is typed, in groups. */
export function useCommands({ places, onHelp, onSignOut }: UseCommandsOptions) {
  const t = useTranslations();
  const navigate = useNavigate();
  const projects = trpc.projects.list.useQuery();
  const meetings = useMeetingsAhead();
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
  ];
  return groups.filter((group) => group.items.length > 0);
}
