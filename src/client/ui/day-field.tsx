import { classNames } from './class-names.ts';
import { inputClass } from './field.tsx';

interface DayFieldProps {
  label: string;
  /** `2026-05-04`; empty for none. */
  value: string;
  onChange: (day: string) => void;
}

/** A day of the calendar, in a row of filters. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className="flex shrink-0 items-center gap-2 text-list text-quiet">
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
