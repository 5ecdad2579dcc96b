import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import { Avatar } from './avatar.tsx';
import { ComboboxItem, ComboboxList } from './combobox-list.tsx';

interface PeopleListProps {
  label: string;
  /** Whether the server is still being asked. */
  isLooking: boolean;
}

/** The people who drop down below a field that finds them by their names. */
export function PeopleList({ label, isLooking }: PeopleListProps) {
  const t = useTranslations('picker');
  return (
    <ComboboxList label={label} empty={isLooking ? t('looking') : t('nobody')}>
      {(person: Person) => (
        <ComboboxItem
          key={person.id}
          value={person}
          start={<Avatar name={person.name} url={person.avatar_url} size="sm" />}
        >
          {person.name}
        </ComboboxItem>
      )}
    </ComboboxList>
  );
}
