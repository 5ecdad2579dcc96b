import { classNames } from './class-names.ts';
import { firstOnPhone } from './filter-row.tsx';
import { Select, type SelectOption } from './select.tsx';

const all = 'all';

interface FilterSelectProps<Value extends string> {
  label: string;
  /** How wide it is. */
  className: string;
  value: Value | undefined;
  /** What the choice of all of them is called. */
  any: string;
  options: readonly SelectOption<Value>[];
  /** Empty for all of them. */
  onChange: (value: Value | '') => void;
}

/** Narrows a list to one kind of what is in it. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, className, value, any, options, onChange } = props;
  return (
    <Select<Value | typeof all>
      label={label}
      labelHidden
      narrows={value !== undefined}
      className={classNames('shrink-0', className, value !== undefined && firstOnPhone)}
      value={value ?? all}
      onChange={(next) => onChange(next === all ? '' : next)}
      options={[{ value: all, label: any }, ...options]}
    />
  );
}
