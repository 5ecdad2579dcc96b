import { Columns3, ListChecks, Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProjectMember, TaskCard } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { FilterRow, firstOnPhone } from '#client/ui/filter-row.tsx';
import { Menu, MenuCheck } from '#client/ui/menu.tsx';
import { isNarrowed, type TaskFilters } from './task-filters.ts';
import { dues, priorities, statuses } from './task-state.ts';

/** So that typing stays one word and not one step back each. */
const typedPauseMs = 150;

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

function FilterText({ q, onQ }: { q: string; onQ: (q: string) => void }) {
  const t = useTranslations('tasks');
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  // The address changed otherwise: back, a saved view, "clear".
  if (known !== q) {
    setKnown(q);
    setTyped(q);
  }
  useEffect(() => {
    if (typed === q) return undefined;
    const timer = setTimeout(() => onQ(typed), typedPauseMs);
    return () => clearTimeout(timer);
  });
  return (
    <label
      className={classNames(
        'flex h-8 w-28 shrink-0 items-center gap-2 rounded-md border border-line-strong bg-raised px-2 text-quiet focus-within:outline-2 focus-within:outline-accent md:w-40 pointer-coarse:h-11',
        q !== '' && firstOnPhone,
      )}
    >
      <Search size={14} aria-hidden className="shrink-0" />
      <span className="sr-only">{t('filterText')}</span>
      <input
        type="search"
        value={typed}
        placeholder={t('filterText')}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
        className="w-full min-w-0 bg-transparent text-list text-text outline-none placeholder:text-quiet"
      />
    </label>
  );
}

interface SeveralProps<Value extends string> {
  label: string;
  chosen: readonly Value[];
  options: readonly { value: Value; label: string }[];
  onChange: (chosen: Value[]) => void;
  onChoosing: (choosing: boolean) => void;
}

/** Any of some; its button says which. */
function Several<Value extends string>(props: SeveralProps<Value>) {
  const { label, chosen, options, onChange, onChoosing } = props;
  const t = useTranslations('tasks');
  const names = options.filter(({ value }) => chosen.includes(value)).map((one) => one.label);
  const isSet = names.length > 0;
  const [open, setOpen] = useState(false);
  const [isFirst, setFirst] = useState(isSet);
  // It does not leave its place while its menu hangs from it.
  if (!open && isFirst !== isSet) setFirst(isSet);
  return (
    <Menu
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        onChoosing(next);
      }}
      trigger={
        <button
          type="button"
          className={classNames(
            'target inline-flex max-w-48 shrink-0 items-center rounded-md px-2 text-list hover:bg-sunken',
            isFirst && firstOnPhone,
            isSet ? 'bg-accent-soft text-accent' : 'text-quiet',
          )}
        >
          <span className="truncate">
            {isSet ? t('filterIs', { name: label, values: names.join(', ') }) : label}
          </span>
        </button>
      }
    >
      {options.map(({ value, label: name }) => (
        <MenuCheck
          key={value}
          checked={chosen.includes(value)}
          onChange={(is) =>
            onChange(is ? [...chosen, value] : chosen.filter((one) => one !== value))
          }
        >
          {name}
        </MenuCheck>
      ))}
    </Menu>
  );
}
