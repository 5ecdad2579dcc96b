import { Combobox } from '@base-ui/react/combobox';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

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
      <Combobox.Portal role="region" aria-label={label}>
        <Combobox.Positioner sideOffset={4} className="z-50 outline-none">
          <Combobox.Popup className="pop max-h-[min(var(--available-height),16rem)] w-[max(var(--anchor-width),16rem)] overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-lift outline-none">
            <Combobox.Empty className="px-3 text-list text-quiet [&:not(:empty)]:py-2">
              {t('nothing')}
            </Combobox.Empty>
            <Combobox.List>
              {(one: Pickable) => (
                <Combobox.Item
                  key={one.id}
                  value={one}
                  className="target flex cursor-default items-center rounded-sm px-2 text-list outline-none data-highlighted:bg-sunken"
                >
                  <span className="min-w-0 truncate">{one.label}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
