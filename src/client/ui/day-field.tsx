import { classNames } from './class-names.ts';
import { inputClass } from './field.tsx';
import { firstOnPhone } from './filter-row.tsx';

interface DayFieldProps {
  label: string;
  /** `2026-05-04`; empty for none. */
  value: string;
  onChange: (day: string) => void;
  /** It belongs to a filter that is set; else as soon as it says a day. */
  narrows?: boolean;
}

/** A day of the calendar, in a row of filters. */
export function DayField({ label, value, onChange, narrows = value !== '' }: DayFieldProps) {
  return (
    <label
      className={classNames(
        'flex shrink-0 items-center gap-2 text-list text-quiet',
        narrows && firstOnPhone,
      )}
    >
      {label}
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={classNames(inputClass, 'w-38')}
      />
    </label>
  );
}
