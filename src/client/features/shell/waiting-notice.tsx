import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWrites } from '#client/offline/offline-context.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { WaitingList } from './waiting-list.tsx';

/** A line over the page while something that was written is not stored, with all of it below. */
export function WaitingNotice() {
  const t = useTranslations('waiting');
  const writes = useWrites().filter(({ waits }) => waits);
  const [isOpen, setOpen] = useState(false);
  const refused = writes.filter(({ refusal }) => refusal !== null).length;
  const waiting = writes.length - refused;
  return (
    <>
      <div role="status">
        {writes.length > 0 && (
          <p
            className={classNames(
              'flex flex-wrap items-center gap-x-3 border-b border-line px-4 py-1.5 text-list md:px-6',
              refused > 0 ? 'bg-danger-soft text-danger' : 'bg-sunken',
            )}
          >
            {waiting > 0 && <span>{t('count', { count: waiting })}</span>}
            {refused > 0 && <span>{t('refusedCount', { count: refused })}</span>}
            <button
              type="button"
              aria-expanded={isOpen}
              className="target font-semibold underline underline-offset-2"
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? t('hide') : t('show')}
            </button>
          </p>
        )}
      </div>
      {isOpen && writes.length > 0 && <WaitingList writes={writes} />}
    </>
  );
}
