import { Combobox } from '@base-ui/react/combobox';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

interface ComboboxListProps<Item> {
  label: string;
  /** Said where nothing fits what is typed. */
  empty: string;
  /** A `ComboboxItem` for each that fits. */
  children: (item: Item) => ReactNode;
}

/** What drops down below a field that finds things by their names. */
export function ComboboxList<Item>({ label, empty, children }: ComboboxListProps<Item>) {
  return (
    <Combobox.Portal role="region" aria-label={label}>
      <Combobox.Positioner sideOffset={4} className="z-50 outline-none">
        <Combobox.Popup className="pop max-h-[min(var(--available-height),16rem)] w-[max(var(--anchor-width),16rem)] overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-lift outline-none">
          <Combobox.Empty className="px-3 text-list text-quiet [&:not(:empty)]:py-2">
            {empty}
          </Combobox.Empty>
          <Combobox.List>{children}</Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}

interface ComboboxItemProps {
  value: unknown;
  /** Before the name. */
  start?: ReactNode;
  children: ReactNode;
}

export function ComboboxItem({ value, start, children }: ComboboxItemProps) {
  return (
    <Combobox.Item
      value={value}
      className="target flex cursor-default items-center gap-3 rounded-sm px-2 text-list outline-none data-highlighted:bg-sunken"
    >
      {start}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <Combobox.ItemIndicator className="text-accent">
        <Check size={14} aria-hidden />
      </Combobox.ItemIndicator>
    </Combobox.Item>
  );
}
