import { Columns3, ListChecks, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProjectMember, TaskCard } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { FilterRow, firstOnPhone } from '#client/ui/filter-row.tsx';
import { FilterText, Several } from './filter-parts.tsx';
import { isNarrowed, type TaskFilters } from './task-filters.ts';
import { dues, priorities, statuses } from './task-state.ts';

interface FilterBarProps {
  filters: TaskFilters;
  onFilters: (filters: TaskFilters) => void;
  members: readonly ProjectMember[];
  /** Of all of the project, for the labels there are. */
  tasks: readonly TaskCard[];
  /** What else stands in the row. */
  children?: React.ReactNode;
}

/** What is shown and how; all of it is in the page's address. */
export function FilterBar({ filters, onFilters, members, tasks, children }: FilterBarProps) {
  const t = useTranslations('tasks');
  const me = usePerson();
  const labels = [...new Set(tasks.flatMap((task) => task.labels))].toSorted((one, other) =>
    one.localeCompare(other),
  );
  const set = (changes: Partial<Record<keyof TaskFilters, unknown>>) =>
    onFilters(
      Object.fromEntries(
        Object.entries({ ...filters, ...changes }).filter(
          ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
        ),
      ) as TaskFilters,
    );
  const people = [
    { value: 'me', label: t('me') },
    { value: 'none', label: t('nobody') },
    ...members
      .filter(({ user }) => user.id !== me.id)
      .map(({ user }) => ({ value: user.id, label: user.name })),
  ];
  const { view = 'board', ...narrowing } = filters;
  const [choosing, setChoosing] = useState(false);
  return (
    <FilterRow
      label={t('filters')}
      narrowedBy={Object.keys(narrowing)}
      held={choosing}
      className="items-center gap-1 border-b border-line py-1.5 pl-3 md:pr-4 md:pl-5"
    >
      <FilterText q={filters.q ?? ''} onQ={(q) => set({ q: q === '' ? undefined : q })} />
      <Several
        label={t('status')}
        chosen={filters.status ?? []}
        options={statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        onChange={(status) => set({ status })}
        onChoosing={setChoosing}
      />
      <Several
        label={t('who')}
        chosen={filters.who ?? []}
        options={people}
        onChange={(who) => set({ who })}
        onChoosing={setChoosing}
      />
      <Several
        label={t('priority')}
        chosen={filters.priority ?? []}
        options={priorities.map((value) => ({ value, label: t(`priorities.${value}`) }))}
        onChange={(priority) => set({ priority })}
        onChoosing={setChoosing}
      />
      {labels.length > 0 && (
        <Several
          label={t('label')}
          chosen={filters.label ?? []}
          options={labels.map((value) => ({ value, label: `#${value}` }))}
          onChange={(label) => set({ label })}
          onChoosing={setChoosing}
        />
      )}
      <Several
        label={t('due')}
        chosen={filters.due ? [filters.due] : []}
        options={dues.map((value) => ({ value, label: t(`dues.${value}`) }))}
        onChange={(due) => set({ due: due.at(-1) })}
        onChoosing={setChoosing}
      />
      {isNarrowed(filters) && (
        <Button
          tone="quiet"
          className={classNames('shrink-0', !choosing && firstOnPhone)}
          onClick={() => onFilters(filters.view ? { view: filters.view } : {})}
        >
          <X size={14} aria-hidden />
          {t('clearFilters')}
        </Button>
      )}
      <span
        // On a phone what is between scrolls below it.
        className="sticky right-0 ml-auto flex items-center gap-1 self-stretch bg-surface px-1 md:pr-0"
      >
        {children}
        <span role="group" aria-label={t('shownAs')} className="flex">
          {(['board', 'list'] as const).map((one) => (
            <IconButton
              key={one}
              label={t(one === 'board' ? 'asBoard' : 'asList')}
              title={t(one === 'board' ? 'asBoard' : 'asList')}
              aria-pressed={view === one}
              className={classNames(view === one && 'bg-sunken !text-text')}
              onClick={() => set({ view: one === 'list' ? 'list' : undefined })}
            >
              {one === 'board' ? (
                <Columns3 size={17} aria-hidden />
              ) : (
                <ListChecks size={17} aria-hidden />
              )}
            </IconButton>
          ))}
        </span>
      </span>
    </FilterRow>
  );
}
