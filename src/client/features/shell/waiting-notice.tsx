import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWrites } from '#client/offline/offline-context.tsx';
import { classNames } from '#client/ui/class-names.ts';

/** Not part of a first visit, but here before a network is lost, without which it is wanted. */
const loadSoonMs = 5_000;
const loadList = () => import('./waiting-list.tsx');
const WaitingList = lazy(async () => {
  try {
    return { default: (await loadList()).WaitingList };
  } catch (error) {
    console.warn('the list of what waits could not be loaded', error);
    return { default: NotLoaded };
  }
});

/** A line over the page while something that was written is not stored, with all of it below. */
export function WaitingNotice() {
  const t = useTranslations('waiting');
  const writes = useWrites().filter(({ waits }) => waits);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const later = () => {
      loadList().catch((error: unknown) =>
        console.warn('the list of what waits is not here', error),
      );
    };
    const timer = setTimeout(later, loadSoonMs);
    return () => clearTimeout(timer);
  }, []);
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
      {isOpen && writes.length > 0 && (
        <Suspense>
          <WaitingList writes={writes} />
        </Suspense>
      )}
    </>
  );
}

function NotLoaded() {
  const t = useTranslations('errors');
  return <p className="border-b border-line px-4 py-2 text-list md:px-6">{t('networkHint')}</p>;
}
