import type { ReactNode } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { classNames } from '#client/ui/class-names.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { sentBytesOf, type Upload, type UploadProblem } from './upload.ts';
import { usePaceWords } from './use-pace-words.ts';

/** How far one file is, in a line. */
export function UploadLine({ upload }: { upload: Upload }) {
  const t = useTranslations('uploads');
  const format = useFormatter();
  const { file, state } = upload;
  switch (state.name) {
    case 'waiting':
      return <Line>{t('waiting')}</Line>;
    case 'sending':
      return <Sending upload={upload} bytesPerSecond={state.bytesPerSecond} />;
    case 'stalled':
      return <Line tone="warn">{t('stalled')}</Line>;
    case 'paused': {
      const share = sentBytesOf(upload) / Math.max(1, file.size);
      const text = format.number(share, { style: 'percent', maximumFractionDigits: 0 });
      return <Line>{share > 0 ? t('pausedAt', { share: text }) : t('paused')}</Line>;
    }
    case 'processing':
      return <Line className="breathe">{t('processing')}</Line>;
    case 'done':
      return <Line tone="ok">{t('done')}</Line>;
    case 'quarantined':
      return (
        <Line tone="danger">
          {[t('quarantined'), ...state.file.verdict.notices.map(({ message }) => message)].join(
            ' ',
          )}
        </Line>
      );
    case 'failed':
      return <Line tone="danger">{failureText(state.problem, t)}</Line>;
  }
}

const tones = { quiet: 'text-quiet', ok: 'text-ok', warn: 'text-warn', danger: 'text-danger' };

interface LineProps {
  tone?: keyof typeof tones;
  className?: string;
  children: ReactNode;
}

function Line({ tone = 'quiet', className, children }: LineProps) {
  return <p className={classNames('text-small', tones[tone], className)}>{children}</p>;
}

interface SendingProps {
  upload: Upload;
  bytesPerSecond: number | null;
}

function Sending({ upload, bytesPerSecond }: SendingProps) {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const pace = usePaceWords();
  const { file } = upload;
  const sent = sentBytesOf(upload);
  const parts = [
    t('progress', { sent: formatSize(sent, locale), size: formatSize(file.size, locale) }),
    ...pace(file.size - sent, bytesPerSecond),
  ];
  return (
    <div className="pt-1">
      <ProgressBar
        label={t('sending', { name: file.name })}
        share={sent / Math.max(1, file.size)}
      />
      <Line className="pt-1">{parts.join(' · ')}</Line>
    </div>
  );
}

function failureText(
  { code, detail }: UploadProblem,
  t: ReturnType<typeof useTranslations<'uploads'>>,
): string {
  if (detail) return detail;
  switch (code) {
    case 'signed-out':
      return t('failed.signedOut');
    case 'processing':
      return t('failed.processing');
    default:
      return t('failed.server');
  }
}
