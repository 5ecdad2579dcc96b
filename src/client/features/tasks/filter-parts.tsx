import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '#client/ui/class-names.ts';
import { firstOnPhone } from '#client/ui/filter-row.tsx';
import { Menu, MenuCheck } from '#client/ui/menu.tsx';

/** So that typing stays one word and not one step back each. */
const typedPauseMs = 150;

/** Words to find tasks by. */
export function FilterText({ q, onQ }: { q: string; onQ: (q: string) => void }) {
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
export function Several<Value extends string>(props: SeveralProps<Value>) {
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
