import { Combobox } from '@base-ui/react/combobox';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Person } from '#client/api/types.ts';
import { usePeopleSearch } from '#client/app/use-people-search.ts';
import { classNames } from '#client/ui/class-names.ts';
import { inputClass } from '#client/ui/field.tsx';
import { firstOnPhone } from '#client/ui/filter-row.tsx';
import { PeopleList } from '#client/ui/people-list.tsx';

interface ActorFilterProps {
  actorId: string | null;
  onChange: (actorId: string | null) => void;
}

/** Whose events are shown: one of all people there are, found by their name; nobody for everybody's. */
export function ActorFilter({ actorId, onChange }: ActorFilterProps) {
  const t = useTranslations('audit');
  const [typed, setTyped] = useState('');
  const { found, isLooking } = usePeopleSearch(typed);
  const actor = trpc.people.get.useQuery(
    { personId: actorId ?? '' },
    { enabled: actorId !== null },
  );
  const chosen =
    actorId === null ? null : (actor.data ?? { id: actorId, name: '…', avatar_url: null });
  return (
    <Combobox.Root
      items={found}
      filter={null}
      value={chosen}
      onValueChange={(person: Person | null) => onChange(person?.id ?? null)}
      // A name that was chosen is no question.
      onInputValueChange={(text, { reason }) => setTyped(reason === 'input-change' ? text : '')}
      itemToStringLabel={(person: Person) => person.name}
      isItemEqualToValue={(one: Person, other: Person) => one.id === other.id}
    >
      <div className={classNames('relative w-44 shrink-0', actorId !== null && firstOnPhone)}>
        <Combobox.Input
          aria-label={t('actor')}
          placeholder={t('anyone')}
          className={classNames(inputClass, 'w-full pr-9 placeholder:text-text')}
        />
        <Combobox.Clear
          aria-label={t('ofAnyone')}
          className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-quiet hover:text-text"
        >
          <X size={14} aria-hidden />
        </Combobox.Clear>
      </div>
      <PeopleList label={t('actor')} isLooking={isLooking} />
    </Combobox.Root>
  );
}
