import { useTranslations } from 'use-intl';
import type { Params, ParamValue } from '#domain/notifications/kinds/kind.ts';
import { type SampleSize, sampleSizes } from '#domain/notifications/templates/samples.ts';
import type { Template } from '#domain/notifications/templates/template.ts';
import { localInput } from '#client/ui/local-moment.ts';
import { TextField } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { paramInputs, typedParam } from './param-input.ts';

interface SampleFieldsProps {
  template: Template;
  params: Params;
  size: SampleSize;
  onSize: (size: SampleSize) => void;
  onGive: (name: string, value: ParamValue) => void;
}

/** What is filled in for the preview and for a test: made up, or as somebody likes. */
export function SampleFields({ template, params, size, onSize, onGive }: SampleFieldsProps) {
  const t = useTranslations('templates');
  return (
    <details className="rounded-md border border-line px-3 py-2">
      <summary className="target cursor-pointer text-list font-semibold">{t('samples')}</summary>
      <div className="flex flex-col gap-3 pt-2 pb-1">
        <Select
          label={t('size')}
          value={size}
          onChange={onSize}
          options={sampleSizes.map((value) => ({ value, label: t(`sizes.${value}`) }))}
        />
        {Object.entries(template.params).map(([name, type]) => {
          const value = params[name] ?? '';
          return (
            <TextField
              key={name}
              type={paramInputs[type]}
              label={name}
              value={type === 'instant' ? localInput(new Date(value)) : String(value)}
              onChange={(event) => {
                const given = typedParam(type, event.currentTarget.value);
                if (given !== null) onGive(name, given);
              }}
            />
          );
        })}
      </div>
    </details>
  );
}
