import { LayoutGrid, List, Trash2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Tooltip } from '#client/ui/tooltip.tsx';
import type { FileFilters } from './file-filters.ts';

interface SwitchProps {
  filters: FileFilters;
  onFilters: (filters: FileFilters) => void;
}

/** Pictures or a list. */
export function ViewSwitch({ filters, onFilters }: SwitchProps) {
  const t = useTranslations('files');
  const { view: now = 'grid', ...others } = filters;
  return (
    <div role="group" aria-label={t('view')} className="flex rounded-md sm:border sm:border-line">
      {(['grid', 'list'] as const).map((one) => {
        const Icon = one === 'grid' ? LayoutGrid : List;
        return (
          <Tooltip key={one} text={t(one)}>
            <button
              type="button"
              aria-label={t(one)}
              aria-pressed={now === one}
              onClick={() => onFilters(one === 'list' ? { ...others, view: one } : others)}
              className={classNames(
                'target-square inline-flex items-center justify-center text-quiet first:rounded-l-md last:rounded-r-md hover:text-text',
                'aria-pressed:bg-line aria-pressed:text-text',
                // A phone has room for the way to the other one.
                'max-sm:aria-pressed:hidden',
              )}
            >
              <Icon size={16} aria-hidden />
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}

/** To the trash and back; what is looked for is looked for there too. */
export function TrashLink({ filters, onFilters }: SwitchProps) {
  const t = useTranslations('files');
  const { show, ...others } = filters;
  return (
    <Button
      tone="quiet"
      aria-pressed={show === 'trash'}
      className="aria-pressed:bg-line"
      onClick={() => onFilters(show ? others : { ...others, show: 'trash' })}
    >
      <Trash2 size={16} aria-hidden />
      <span className="max-sm:sr-only">{t('trash')}</span>
    </Button>
  );
}
