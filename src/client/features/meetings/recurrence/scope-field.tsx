import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useTranslations } from 'use-intl';

const scopes = ['one', 'following', 'all'] as const;
export type Scope = (typeof scopes)[number];

interface ScopeFieldProps {
  label: string;
  value: Scope;
  onChange: (scope: Scope) => void;
}

/** How many times of a meeting that comes again are meant. */
export function ScopeField({ label, value, onChange }: ScopeFieldProps) {
  const t = useTranslations('meetings.scope');
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next)}
      className="flex flex-wrap gap-x-4 px-5 pt-2"
    >
      {scopes.map((scope) => (
        <label key={scope} className="target flex items-center gap-2 text-list">
          <Radio.Root
            value={scope}
            className="flex size-4 items-center justify-center rounded-full border border-line-strong bg-raised data-checked:border-accent"
          >
            <Radio.Indicator className="signal size-2 rounded-full bg-accent" />
          </Radio.Root>
          {t(scope)}
        </label>
      ))}
    </RadioGroup>
  );
}
