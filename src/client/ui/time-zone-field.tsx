import { Combobox } from '@base-ui/react/combobox';
import { ChevronsUpDown } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ComboboxItem, ComboboxList } from './combobox-list.tsx';
import { useZoneName } from './use-zone-name.ts';

interface TimeZoneFieldProps {
  value: string;
  onChange: (timeZone: string) => void;
  /** When: what a zone is off by changes over the year. */
  at: Date;
}

/** On whose clock: every zone there is, by its place. */
export function TimeZoneField({ value, onChange, at }: TimeZoneFieldProps) {
  const t = useTranslations('timeZone');
  const zoneName = useZoneName();
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    return [...new Set([value, 'UTC', ...known])];
  }, [value]);
  return (
    <Combobox.Root
      items={zones}
      value={value}
      limit={60}
      onValueChange={(next: string | null) => next !== null && onChange(next)}
      itemToStringLabel={(zone: string) => zone.replaceAll('_', ' ').replaceAll('/', ' / ')}
    >
      <div className="flex min-w-0 flex-col gap-1">
        <Combobox.Label className="text-list font-semibold">{t('label')}</Combobox.Label>
        <div className="relative flex">
          <Combobox.Input
            aria-label={t('label')}
            className="target w-full rounded-md border border-line-strong bg-raised pr-8 pl-3 text-list focus-visible:outline-offset-0"
          />
          <Combobox.Trigger
            aria-label={t('label')}
            className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-quiet"
          >
            <ChevronsUpDown size={14} aria-hidden />
          </Combobox.Trigger>
        </div>
      </div>
      <ComboboxList label={t('label')} empty={t('none')}>
        {(zone: string) => (
          <ComboboxItem key={zone} value={zone}>
            {zoneName(zone, at)}
          </ComboboxItem>
        )}
      </ComboboxList>
    </Combobox.Root>
  );
}
