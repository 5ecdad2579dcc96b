import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { SectionHead } from '#client/ui/section-head.tsx';
import { formatNameOf } from '../format-names.ts';

/** What the content was found to be, in plain words, and what was noticed in it. */
export function FileVerdict({ file }: { file: StoredFile }) {
  const t = useTranslations('files');
  const { notices } = file.verdict;
  const found = formatNameOf(file);
  const bad = file.status === 'quarantined' || file.status === 'failed';
  const Icon = bad ? ShieldAlert : ShieldCheck;
  return (
    <section>
      <SectionHead title={t('checked')} />
      <div className="flex gap-2.5 pt-2 text-list">
        <Icon
          size={18}
          aria-hidden
          className={classNames('mt-px shrink-0', bad ? 'text-danger' : 'text-quiet')}
        />
        <div className="flex min-w-0 flex-col gap-1.5">
          {file.status !== 'ready' && (
            <p className={bad ? 'text-danger' : ''}>{t(`statusHint.${file.status}`)}</p>
          )}
          <p>{notices.length > 0 ? t('foundWith', { found }) : t('found', { found })}</p>
          {notices.length > 0 && (
            <ul className="flex list-disc flex-col gap-1 pl-4">
              {notices.map(({ code, message }) => (
                <li key={code}>{message}</li>
              ))}
            </ul>
          )}
          {file.status === 'quarantined' && <p className="text-quiet">{t('quarantinedHow')}</p>}
        </div>
      </div>
    </section>
  );
}
