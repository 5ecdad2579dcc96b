import { Combobox } from '@base-ui/react/combobox';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import { Avatar } from './avatar.tsx';
import { PeopleList } from './people-list.tsx';

interface PeoplePickerProps {
  label: string;
  /** Whom one can choose; only some of them where they are searched for. */
  people: readonly Person[];
  chosen: Person[];
  onChange: (people: Person[]) => void;
  /** Where the server finds them by what is typed. */
  search?: { onTyped: (typed: string) => void; isLooking: boolean };
  labelHidden?: boolean;
}

/** Several people out of many: by name, each a chip that can be taken off again. */
export function PeoplePicker({
  label,
  people,
  chosen,
  onChange,
  search,
  labelHidden = false,
}: PeoplePickerProps) {
  const t = useTranslations('picker');
  return (
    <Combobox.Root
      multiple
      items={people}
      value={chosen}
      onValueChange={(next: Person[]) => onChange(next)}
      {...(search ? { filter: null, onInputValueChange: search.onTyped } : {})}
      itemToStringLabel={(person: Person) => person.name}
      isItemEqualToValue={(one: Person, other: Person) => one.id === other.id}
    >
      <div className="flex w-full flex-col gap-1">
        <Combobox.Label className={labelHidden ? 'sr-only' : 'text-list font-semibold'}>
          {label}
        </Combobox.Label>
        <Combobox.Chips className="flex w-full flex-wrap gap-0.5 rounded-md border border-line-strong bg-raised p-0.5 focus-within:outline-2 focus-within:outline-accent">
          {chosen.map((person) => (
            <Combobox.Chip
              key={person.id}
              aria-label={person.name}
              className="flex items-center gap-1.5 rounded-sm bg-sunken pl-1 text-list outline-none data-highlighted:bg-accent-soft"
            >
              <Avatar name={person.name} url={person.avatar_url} size="sm" />
              {person.name}
              <Combobox.ChipRemove
                aria-label={t('remove', { name: person.name })}
                className="inline-flex h-6.5 items-center rounded-sm px-1.5 text-quiet hover:text-text pointer-coarse:h-10"
              >
                <X size={14} aria-hidden />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input
            aria-label={label}
            placeholder={chosen.length === 0 ? t('placeholder') : ''}
            className="h-6.5 min-w-24 flex-1 bg-transparent px-2 text-list outline-none placeholder:text-quiet pointer-coarse:h-10"
          />
        </Combobox.Chips>
      </div>
      <PeopleList label={label} isLooking={search?.isLooking ?? false} />
    </Combobox.Root>
  );
}
