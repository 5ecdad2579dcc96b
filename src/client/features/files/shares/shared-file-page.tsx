import { Download } from 'lucide-react';
import { type SubmitEvent, useEffect, useState } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { problemCode, problemKind } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import type { SharedFile } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { formatSize } from '#client/ui/format-size.ts';
import { Picture } from '#client/ui/picture.tsx';
import { PublicFrame } from '#client/ui/public-frame.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { ErrorState } from '#client/ui/states.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { extensionOf, FileSheet } from '../file-sheet.tsx';

/** Why a link leads to nothing, in words that help; anything else is not the link's fault. */
const endings = {
  'request.not_found': 'unknown',
  'share.gone': 'gone',
  'share.expired': 'expired',
  'share.used_up': 'usedUp',
  'file.quarantined': 'gone',
} as const;

function endingOf(error: unknown): (typeof endings)[keyof typeof endings] | null {
  const code = problemCode(error) ?? '';
  return code in endings ? endings[code as keyof typeof endings] : null;
}

/** What somebody sees who was given a link to a file, and may have no account here. */
export function SharedFilePage({ token }: { token: string }) {
  const t = useTranslations('shares');
  const [password, setPassword] = useState<string | null>(null);
  const look = trpc.files.shares.look.useMutation();
  const { mutate, data: file, error } = look;
  useEffect(() => mutate({ token }), [mutate, token]);
  const take = trpc.files.shares.take.useMutation({
    onSuccess: ({ url }) => {
      window.location.assign(url);
      // Another one is left, or none.
      mutate({ token, password });
    },
  });
  const failure = take.error ?? error;
  const ending = endingOf(failure);
  const asks = ['share.password_needed', 'share.password_wrong'].includes(problemCode(error) ?? '');

  return (
    <PublicFrame title={file?.name ?? t('pageTitle')}>
      {ending ? (
        <Ending ending={ending} taken={take.data !== undefined} />
      ) : asks || (password !== null && !file) ? (
        <PasswordForm
          busy={look.isPending}
          error={look.isPending ? null : error}
          onSubmit={(given) => {
            setPassword(given);
            mutate({ token, password: given });
          }}
        />
      ) : file ? (
        <Found
          file={file}
          busy={take.isPending}
          error={take.error}
          onTake={() => take.mutate({ token, password })}
        />
      ) : error ? (
        <Unreachable error={error} onRetry={() => mutate({ token, password })} />
      ) : (
        <>
          <Skeleton className="h-8 w-3/4" />
          <Skeleton className="h-9 w-full" />
        </>
      )}
    </PublicFrame>
  );
}

interface EndingProps {
  ending: (typeof endings)[keyof typeof endings];
  /** The download that just began was the last one. */
  taken: boolean;
}

function Ending({ ending, taken }: EndingProps) {
  const t = useTranslations('shares');
  if (taken && ending === 'usedUp') {
    return (
      <div role="status" className="flex flex-col gap-2">
        <h1 className="text-display font-semibold text-balance">{t('tookLast')}</h1>
        <p className="text-read text-quiet">{t('tookLastHint')}</p>
      </div>
    );
  }
  return (
    <div role="alert" className="flex flex-col gap-2">
      <h1 className="text-display font-semibold text-balance">{t(`endings.${ending}.title`)}</h1>
      <p className="text-read text-quiet">{t(`endings.${ending}.hint`)}</p>
    </div>
  );
}

function Unreachable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('shares');
  const failureText = useFailureText();
  return (
    <div className="-mx-4">
      <ErrorState title={t('notLoaded')} onRetry={onRetry}>
        {failureText(error)}
      </ErrorState>
    </div>
  );
}

interface PasswordFormProps {
  busy: boolean;
  error: unknown;
  onSubmit: (password: string) => void;
}

function PasswordForm({ busy, error, onSubmit }: PasswordFormProps) {
  const t = useTranslations('shares');
  const failureText = useFailureText();
  const [typed, setTyped] = useState('');
  const isFirst = problemCode(error) === 'share.password_needed';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed !== '') onSubmit(typed);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      <h1 className="text-display font-semibold text-balance">{t('askPassword')}</h1>
      <TextField
        label={t('password')}
        hint={t('askPasswordHint')}
        type="password"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={error && !isFirst ? failureText(error) : undefined}
      />
      <div>
        <Button type="submit" tone="primary" busy={busy} className="px-5">
          {t('open')}
        </Button>
      </div>
    </form>
  );
}

interface FoundProps {
  file: SharedFile;
  busy: boolean;
  error: unknown;
  onTake: () => void;
}

function Found({ file, busy, error, onTake }: FoundProps) {
  const t = useTranslations('shares');
  const locale = useLocale();
  const format = useFormatter();
  const failureText = useFailureText();
  const { downloads_left: left, expires_at: expiresAt } = file;
  return (
    <>
      {file.placeholder ? (
        <Picture
          src={null}
          alt=""
          placeholder={file.placeholder}
          className="h-32 w-full rounded-md"
        />
      ) : (
        <FileSheet extension={extensionOf(file.name)} className="h-32 w-full" />
      )}
      <div className="flex flex-col gap-1">
        <h1 className="text-title font-semibold break-words">{file.name}</h1>
        <p className="text-list text-quiet">{formatSize(file.size, locale)}</p>
      </div>
      {file.ready ? (
        <div className="flex flex-col items-start gap-2">
          <Button tone="primary" busy={busy} className="px-5" onClick={onTake}>
            <Download size={16} aria-hidden />
            {t('download')}
          </Button>
          {Boolean(error) && problemKind(error) !== 'not-found' && (
            <p role="alert" className="text-small text-danger">
              {failureText(error)}
            </p>
          )}
        </div>
      ) : (
        <p role="status" className="text-read text-quiet">
          {t('notReady')}
        </p>
      )}
      <p className="text-small text-quiet">
        {[
          ...(left === null ? [] : [t('left', { count: left })]),
          ...(expiresAt
            ? [
                t('ends', {
                  when: format.dateTime(new Date(expiresAt), {
                    dateStyle: 'long',
                    timeStyle: 'short',
                  }),
                }),
              ]
            : []),
        ].join(' · ')}
      </p>
    </>
  );
}
