import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';
import { PeoplePicker } from '#client/ui/people-picker.tsx';
import { usePeople } from './use-people.ts';

interface MeetingPeopleFieldProps {
  chosenIds: readonly string[];
  projectId: string;
  organizerId: string;
  onChange: (ids: string[]) => void;
}

/** Who takes part beside the organizer; all of a project at once where it is in one. */
export function MeetingPeopleField({
  chosenIds,
  projectId,
  organizerId,
  onChange,
}: MeetingPeopleFieldProps) {
  const t = useTranslations('meetings');
  const { people } = usePeople();
  const project = trpc.projects.get.useQuery({ projectId }, { enabled: projectId !== '' });
  const missing = (project.data?.members ?? [])
    .map(({ user }) => user.id)
    .filter((id) => id !== organizerId && !chosenIds.includes(id));
  return (
    <div className="flex flex-col items-start gap-1">
      <PeoplePicker
        label={t('participants')}
        people={people.filter(({ id }) => id !== organizerId)}
        chosenIds={chosenIds}
        onChange={onChange}
      />
      {missing.length > 0 && (
        <Button tone="quiet" className="-ml-3" onClick={() => onChange([...chosenIds, ...missing])}>
          {t('addAll', { count: missing.length })}
        </Button>
      )}
    </div>
  );
}
