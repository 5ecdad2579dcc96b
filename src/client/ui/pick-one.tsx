import { Combobox } from '@base-ui/react/combobox';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ComboboxItem, ComboboxList } from './combobox-list.tsx';

interface Pickable {
  id: string;
  label: string;
}

interface PickOneProps {
  label: string;
  /** What the server finds by what is typed. */
  options: readonly Pickable[];
  search: { onTyped: (typed: string) => void; isLooking: boolean };
  onPick: (id: string) => void;
}

/** A field that finds one of many by its name; picked, it is free for the next. */
export function PickOne({ label, options, search, onPick }: PickOneProps) {
  const t = useTranslations('picker');
  const [typed, setTyped] = useState('');
  const type = (text: string) => {
    setTyped(text);
    search.onTyped(text);
  };
  return (
    <Combobox.Root
      items={options}
      filter={null}
      value={null}
      inputValue={typed}
      onInputValueChange={type}
      onValueChange={(next: Pickable | null) => {
        if (next) onPick(next.id);
        type('');
      }}
      itemToStringLabel={(one: Pickable) => one.label}
    >
      <Combobox.Input
        aria-label={label}
        placeholder={label}
        className="target w-full min-w-0 rounded-md border border-line bg-raised px-2 text-list placeholder:text-quiet"
      />
      <ComboboxList label={label} empty={search.isLooking ? t('looking') : t('nothing')}>
        {(one: Pickable) => (
          <ComboboxItem key={one.id} value={one}>
            {one.label}
          </ComboboxItem>
        )}
      </ComboboxList>
    </Combobox.Root>
  );
}
