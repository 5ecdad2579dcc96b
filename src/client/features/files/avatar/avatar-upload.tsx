import { lazy, Suspense, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { useToast } from '#client/ui/toast.tsx';
import { avatarLimits } from '#domain/files/file.limits.ts';
import { acceptOf, formatNames } from '../format-names.ts';
import { UploadError } from '../uploads/upload.ts';
import { useIntake } from '../uploads/use-intake.ts';
import { useRefusalWords } from '../uploads/use-refusal-words.ts';
import { useAvatarClient } from './avatar-client.ts';

/* Only once somebody has chosen a picture. */
const CropDialog = lazy(async () => ({ default: (await import('./crop-dialog.tsx')).CropDialog }));

export interface AvatarUploadProps {
  /** The picture as it is; null where there is none. */
  currentAvatar: string | null;
  /** Gets the new address, or null when the picture was removed. */
  onAvatarChange?: (url: string | null) => void;
  size?: 'sm' | 'md' | 'lg';
}

/** What is sent is cut out of it, and small: this is what a browser may be asked to show. */
const maxChosenBytes = 50_000_000;

const sides = { sm: 'size-10 text-list', md: 'size-16 text-title', lg: 'size-24 text-display' };

/** One's own picture: chosen or dropped, cropped, seen at once, removed again. */
export function AvatarUpload({ currentAvatar, onAvatarChange, size = 'md' }: AvatarUploadProps) {
  const t = useTranslations('avatar');
  const uploads = useTranslations('uploads.failed');
  const errors = useTranslations('errors');
  const locale = useLocale();
  const toast = useToast();
  const client = useAvatarClient();
  const utils = trpc.useUtils();
  const { data: status } = trpc.auth.status.useQuery();
  const intake = useIntake('avatar');
  const refusal = useRefusalWords(
    intake.map((rules) => ({ ...rules, maxSizeBytes: maxChosenBytes })),
  );
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  // What is on its way is shown already; undefined where nothing is.
  const [pending, setPending] = useState<string | null>();
  const shown = pending === undefined ? currentAvatar : pending;

  const choose = (file: File | undefined) => {
    if (!file) return;
    const refused = refusal(file);
    setProblem(refused?.detail ?? null);
    if (!refused) setChosen(file);
  };
  /** Shows `preview` until the server has it, or what was there if it never does. */
  const change = async (preview: string | null, work: () => Promise<string | null>) => {
    setPending(preview);
    setProblem(null);
    try {
      const url = await work();
      toast(t(url === null ? 'removed' : 'changed'));
      onAvatarChange?.(url);
      await utils.auth.status.invalidate();
    } catch (error) {
      if (!(error instanceof UploadError)) throw error;
      const { code, detail } = error.problem;
      setProblem(detail ?? (code === 'network' ? errors('network') : uploads('server')));
    } finally {
      setPending(undefined);
      if (preview !== null) URL.revokeObjectURL(preview);
    }
  };
  const save = (picture: Blob) => {
    setChosen(null);
    void change(URL.createObjectURL(picture), () => client.send(picture, locale));
  };
  const remove = () => void change(null, async () => client.remove(locale).then(() => null));

  const [rules] = intake;
  return (
    <div
      className={classNames('flex items-center gap-4 rounded-md', over && 'bg-accent-soft')}
      data-testid="avatar-drop"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        choose(event.dataTransfer.files[0]);
      }}
    >
      <Avatar
        name={status?.user?.name ?? ''}
        url={shown}
        className={classNames(sides[size], pending !== undefined && 'breathe')}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex flex-wrap gap-2">
          <Button busy={pending !== undefined} onClick={() => input.current?.click()}>
            {t(shown === null ? 'add' : 'change')}
          </Button>
          {shown !== null && (
            <Button tone="quiet" busy={pending !== undefined} onClick={remove}>
              {t('remove')}
            </Button>
          )}
        </div>
        {rules && size !== 'sm' && (
          <p className="text-small text-quiet">
            {t('hint', {
              formats: formatNames(rules.formats, locale),
              side: String(avatarLimits.minSidePixels),
            })}
          </p>
        )}
        {problem && (
          <p role="alert" className="text-small text-danger">
            {problem}
          </p>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('change')}
        accept={acceptOf(intake.flatMap(({ formats }) => formats))}
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {chosen && (
        <Suspense>
          <CropDialog file={chosen} onCropped={save} onClose={() => setChosen(null)} />
        </Suspense>
      )}
    </div>
  );
}
