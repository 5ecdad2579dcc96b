import { Switch } from '@base-ui/react/switch';
import { useId } from 'react';

interface ToggleProps {
  label: string;
  hint: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

/** Something that is on or off, and what that means. */
export function Toggle({ label, hint, on, disabled = false, onChange }: ToggleProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-4 border-b border-line py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <span id={`${id}-label`} className="block text-list">
          {label}
        </span>
        <span id={`${id}-hint`} className="block text-small text-quiet">
          {hint}
        </span>
      </div>
      <Switch.Root
        checked={on}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        className="target flex w-9 shrink-0 items-center data-disabled:opacity-50"
      >
        <span className="signal flex h-5 w-9 items-center rounded-full border border-line-strong bg-sunken p-0.5 in-data-checked:border-accent in-data-checked:bg-accent">
          <Switch.Thumb className="size-3.5 rounded-full bg-quiet transition-transform duration-100 data-checked:translate-x-4 data-checked:bg-on-accent motion-reduce:transition-none" />
        </span>
      </Switch.Root>
    </div>
  );
}
