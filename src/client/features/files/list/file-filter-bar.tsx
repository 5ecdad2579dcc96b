import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { DayField } from '#client/ui/day-field.tsx';
import { inputClass } from '#client/ui/field.tsx';
import { FilterRow, firstOnPhone } from '#client/ui/filter-row.tsx';
import { FilterSelect } from '#client/ui/filter-select.tsx';
import { Select } from '#client/ui/select.tsx';
import {
  cleared,
  type FileFilters,
  fileOrders,
  fileSpans,
  fileStates,
  fileTypes,
  inOrder,
  isNarrowed,
  narrowedBy,
  usualOrder,
} from './file-filters.ts';

/** Long enough to write on, short enough not to wait for. */
const pauseMs = 200;

interface FileFilterBarProps {
  filters: FileFilters;
  onFilters: (filters: FileFilters) => void;
  /** What stands at the end of the row on a phone. */
  children?: ReactNode;
}

/** Finds files by name and narrows the list; the address says all of it. */
export function FileFilterBar({ filters, onFilters, children }: FileFilterBarProps) {
  const t = useTranslations('files');
  const change = (key: keyof FileFilters, value: string) => {
    const { [key]: _before, ...others } = filters;
    onFilters(value === '' ? others : { ...others, [key]: value });
  };
  return (
    <FilterRow
      label={t('filters')}
      narrowedBy={narrowedBy(filters)}
      className="relative -mx-4 gap-2 pt-0.5 pb-2 pl-4 sm:pr-4 md:-mx-6 md:px-6"
    >
      <SearchField value={filters.q ?? ''} onChange={(q) => change('q', q)} />
      <Select
        label={t('sort')}
        labelHidden
        className="w-40 shrink-0"
        value={filters.sort ?? usualOrder}
        onChange={(order) => onFilters(inOrder(filters, order))}
        options={fileOrders.map((value) => ({ value, label: t(`orders.${value}`) }))}
      />
      <FilterSelect
        label={t('type')}
        className="w-36"
        value={filters.type}
        any={t('types.any')}
        options={fileTypes.map((value) => ({ value, label: t(`types.${value}`) }))}
        onChange={(value) => change('type', value)}
      />
      <FilterSelect
        label={t('state')}
        className="w-38"
        value={filters.state}
        any={t('states.any')}
        options={fileStates.map((value) => ({ value, label: t(`states.${value}`) }))}
        onChange={(value) => change('state', value)}
      />
      <FilterSelect
        label={t('whose')}
        className="w-32"
        value={filters.whose}
        any={t('anyone')}
        options={[{ value: 'mine', label: t('mine') }]}
        onChange={(value) => change('whose', value)}
      />
      <FilterSelect
        label={t('addedWhen')}
        className="w-44"
        value={filters.added}
        any={t('spans.any')}
        options={fileSpans.map((value) => ({ value, label: t(`spans.${value}`) }))}
        onChange={(value) => change('added', value)}
      />
      {filters.added === 'between' &&
        (['from', 'to'] as const).map((key) => (
          <DayField
            key={key}
            label={t(key)}
            value={filters[key] ?? ''}
            narrows
            onChange={(day) => change(key, day)}
          />
        ))}
      {isNarrowed(filters) && (
        <Button
          tone="quiet"
          className={classNames('shrink-0', firstOnPhone)}
          onClick={() => onFilters(cleared(filters))}
        >
          {t('clearFilters')}
        </Button>
      )}
      <span className="sticky right-0 ml-auto flex bg-surface pr-2 sm:hidden">{children}</span>
    </FilterRow>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('files');
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  // The address was changed elsewhere: by "back", or by clearing the filters.
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === told) return;
    const timer = setTimeout(() => {
      setTold(wanted);
      onChange(wanted);
    }, pauseMs);
    return () => clearTimeout(timer);
  });
  return (
    <label
      className={classNames('relative max-w-xs min-w-40 flex-1 md:min-w-48', value && firstOnPhone)}
    >
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-quiet"
      />
      <input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        className={classNames(inputClass, 'w-full pl-8')}
      />
    </label>
  );
}
