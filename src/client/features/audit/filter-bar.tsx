import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { DayField } from '#client/ui/day-field.tsx';
import { inputClass } from '#client/ui/field.tsx';
import { FilterRow, firstOnPhone } from '#client/ui/filter-row.tsx';
import { FilterSelect } from '#client/ui/filter-select.tsx';
import { eventDefinitions } from '#domain/registry.ts';
import { ActorFilter } from './actor-filter.tsx';
import type { AuditFilters } from './audit-filters.ts';

const eventTypes = [...eventDefinitions.keys()].sort();

interface FilterBarProps {
  filters: AuditFilters;
  onFilters: (filters: AuditFilters) => void;
}

/** Narrows the log by kind, person, stream and days. */
export function FilterBar({ filters, onFilters }: FilterBarProps) {
  const t = useTranslations('audit');
  const change = (key: keyof AuditFilters, value: string) => {
    const { [key]: _previous, ...others } = filters;
    onFilters(value === '' ? others : { ...others, [key]: value });
  };
  return (
    <FilterRow
      label={t('filters')}
      narrowedBy={Object.keys(filters)}
      className="relative -mx-4 gap-2 px-4 pt-1 pb-2.5 md:-mx-6 md:px-6"
    >
      <FilterSelect
        label={t('event')}
        className="w-48"
        value={filters.type}
        any={t('anyEvent')}
        options={eventTypes.map((value) => ({ value, label: value }))}
        onChange={(value) => change('type', value)}
      />
      <ActorFilter
        actorId={filters.actor ?? null}
        onChange={(actorId) => change('actor', actorId ?? '')}
      />
      <input
        type="search"
        aria-label={t('stream')}
        placeholder={t('streamPlaceholder')}
        defaultValue={filters.stream ?? ''}
        key={filters.stream ?? ''}
        onKeyDown={(event) => {
          if (event.key === 'Enter') change('stream', event.currentTarget.value.trim());
        }}
        onBlur={(event) => {
          const value = event.currentTarget.value.trim();
          if (value !== (filters.stream ?? '')) change('stream', value);
        }}
        className={classNames(inputClass, 'w-52 shrink-0', filters.stream && firstOnPhone)}
      />
      {(['from', 'to'] as const).map((key) => (
        <DayField
          key={key}
          label={t(key)}
          value={filters[key] ?? ''}
          onChange={(day) => change(key, day)}
        />
      ))}
      {Object.keys(filters).length > 0 && (
        <Button
          tone="quiet"
          className={classNames('shrink-0', firstOnPhone)}
          onClick={() => onFilters({})}
        >
          {t('clearFilters')}
        </Button>
      )}
    </FilterRow>
  );
}
