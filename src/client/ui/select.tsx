import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { classNames } from './class-names.ts';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
}

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  labelHidden?: boolean;
  /** It stands out: what is chosen leaves something out. */
  narrows?: boolean;
  className?: string;
}

/** A choice out of a few. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
  labelHidden = false,
  narrows = false,
  className,
}: SelectProps<Value>) {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next: Value | null) => next !== null && onChange(next)}
    >
      <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
        <BaseSelect.Label className={labelHidden ? 'sr-only' : 'text-list font-semibold'}>
          {label}
        </BaseSelect.Label>
        <BaseSelect.Trigger
          className={classNames(
            'target flex w-full items-center justify-between gap-2 rounded-md border pr-2 pl-3 text-list hover:border-text data-disabled:opacity-50',
            narrows ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong bg-raised',
          )}
        >
          <BaseSelect.Value className="truncate" />
          <BaseSelect.Icon className="text-quiet">
            <ChevronsUpDown size={14} aria-hidden />
          </BaseSelect.Icon>
        </BaseSelect.Trigger>
      </div>
      <BaseSelect.Portal role="region" aria-label={label}>
        <BaseSelect.Positioner
          sideOffset={4}
          alignItemWithTrigger={false}
          className="z-50 outline-none"
        >
          <BaseSelect.Popup className="pop max-h-[min(var(--available-height),20rem)] min-w-[var(--anchor-width)] overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-lift outline-none">
            {options.map((option) => (
              <BaseSelect.Item
                key={option.value}
                value={option.value}
                className="target grid cursor-default grid-cols-[1rem_1fr] items-center gap-2 rounded-sm px-2 text-list outline-none data-highlighted:bg-sunken"
              >
                <BaseSelect.ItemIndicator className="text-accent">
                  <Check size={14} aria-hidden />
                </BaseSelect.ItemIndicator>
                <BaseSelect.ItemText className="col-start-2">{option.label}</BaseSelect.ItemText>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
