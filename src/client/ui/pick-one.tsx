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
  options: readonly Pickable[];
  onPick: (id: string) => void;
}

const shown = 50;

/** A field that finds one of many by its name; picked, it is free for the next. */
export function PickOne({ label, options, onPick }: PickOneProps) {
  const t = useTranslations('picker');
  const [typed, setTyped] = useState('');
  return (
    <Combobox.Root
      items={options}
      limit={shown}
      value={null}
      inputValue={typed}
      onInputValueChange={setTyped}
      onValueChange={(next: Pickable | null) => {
        if (next) onPick(next.id);
        setTyped('');
      }}
      itemToStringLabel={(one: Pickable) => one.label}
    >
      <Combobox.Input
        aria-label={label}
        placeholder={label}
        className="target w-full min-w-0 rounded-md border border-line bg-raised px-2 text-list placeholder:text-quiet"
      />
      <ComboboxList label={label} empty={t('nothing')}>
        {(one: Pickable) => (
          <ComboboxItem key={one.id} value={one}>
            {one.label}
          </ComboboxItem>
        )}
      </ComboboxList>
    </Combobox.Root>
  );
}
