import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Person } from '#client/api/types.ts';
import { usePeopleSearch } from '#client/app/use-people-search.ts';
import { Button } from '#client/ui/button.tsx';
import { PeoplePicker } from '#client/ui/people-picker.tsx';
import { byId } from './meeting-people.ts';

interface MeetingPeopleFieldProps {
  chosenIds: readonly string[];
  projectId: string;
  organizerId: string;
  /** Those who take part already. */
  people?: readonly Person[] | undefined;
  onChange: (ids: string[]) => void;
}

const nobody: readonly Person[] = [];

/** Who takes part beside the organizer; all of a project at once where it is in one. */
export function MeetingPeopleField({
  chosenIds,
  projectId,
  organizerId,
  people = nobody,
  onChange,
}: MeetingPeopleFieldProps) {
  const t = useTranslations('meetings');
  const room = useTranslations('room');
  const [typed, setTyped] = useState('');
  const { found, isLooking } = usePeopleSearch(typed);
  const [picked, setPicked] = useState<readonly Person[]>(nobody);
  const project = trpc.projects.get.useQuery({ projectId }, { enabled: projectId !== '' });
  const members = useMemo(
    () => project.data?.members.map(({ user }) => user) ?? [],
    [project.data],
  );
  const known = useMemo(() => byId([...people, ...members, ...picked]), [people, members, picked]);
  const missing = members
    .map(({ id }) => id)
    .filter((id) => id !== organizerId && !chosenIds.includes(id));
  return (
    <div className="flex flex-col items-start gap-1">
      <PeoplePicker
        label={t('participants')}
        people={found.filter(({ id }) => id !== organizerId)}
        chosen={chosenIds.map(
          (id) => known.get(id) ?? { id, name: room('someone'), avatar_url: null },
        )}
        onChange={(next) => {
          setPicked((before) => [...before, ...next]);
          onChange(next.map(({ id }) => id));
        }}
        search={{ onTyped: setTyped, isLooking }}
      />
      {missing.length > 0 && (
        <Button tone="quiet" className="-ml-3" onClick={() => onChange([...chosenIds, ...missing])}>
          {t('addAll', { count: missing.length })}
        </Button>
      )}
    </div>
  );
}
