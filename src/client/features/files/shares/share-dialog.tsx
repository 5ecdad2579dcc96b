import { Check, Copy, Link2Off } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Share } from '#client/api/types.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { ShareForm } from './share-form.tsx';

interface ShareDialogProps {
  fileId: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The links with which people without an account have a file: making, copying, ending them. */
export function ShareDialog({ fileId, name, open, onOpenChange }: ShareDialogProps) {
  const t = useTranslations('shares');
  const shares = trpc.files.shares.list.useQuery({ fileId }, { enabled: open });
  const standing = shares.data?.filter(({ revoked_at }) => revoked_at === null) ?? [];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      description={t('hint', { name })}
    >
      <div className="flex max-h-[70vh] flex-col gap-5 overflow-y-auto px-5 pt-4 pb-5">
        <ShareForm fileId={fileId} />
        <Loaded
          query={shares}
          what={t('linksNotLoaded')}
          skeleton={<Skeleton className="h-12 w-full" />}
        >
          {standing.length > 0 ? (
            <section aria-label={t('links')}>
              <h3 className="text-small font-semibold text-quiet">{t('links')}</h3>
              <ul className="border-t border-line">
                {standing.map((share) => (
                  <ShareRow key={share.id} share={share} />
                ))}
              </ul>
            </section>
          ) : (
            <p className="text-list text-quiet">{t('none')}</p>
          )}
        </Loaded>
      </div>
    </Dialog>
  );
}

function ShareRow({ share }: { share: Share }) {
  const t = useTranslations('shares');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const revoke = trpc.files.shares.revoke.useMutation({
    onSuccess: () => utils.files.shares.list.invalidate({ fileId: share.file_id }),
    onError: (error) => toast(failureText(error), 'error'),
  });
  return (
    <li className="flex items-center gap-2 border-b border-line py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-small">{share.url}</p>
        <ShareBounds share={share} />
      </div>
      {/* Browsers offer the clipboard only to pages served over https or from localhost. */}
      {'clipboard' in navigator && <CopyButton text={share.url} />}
      <IconButton
        label={t('revoke')}
        disabled={revoke.isPending}
        onClick={() => revoke.mutate({ fileId: share.file_id, shareId: share.id })}
      >
        <Link2Off size={16} aria-hidden />
      </IconButton>
    </li>
  );
}

/** What a link is bound to, and how often it was used. */
function ShareBounds({ share }: { share: Share }) {
  const t = useTranslations('shares');
  const format = useFormatter();
  const { downloads, max_downloads: max, expires_at: expiresAt } = share;
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const isUsedUp = max !== null && downloads >= max;
  const parts = [
    max === null
      ? t('used', { downloads })
      : t('usedOf', { downloads: String(downloads), max: String(max) }),
    ...(share.has_password ? [t('withPassword')] : []),
    ...(expiresAt
      ? [
          t(isOver ? 'ended' : 'ends', {
            when: format.dateTime(new Date(expiresAt), { dateStyle: 'medium', timeStyle: 'short' }),
          }),
        ]
      : []),
  ];
  return (
    <p className={isOver || isUsedUp ? 'text-small text-warn' : 'text-small text-quiet'}>
      {parts.join(' · ')}
    </p>
  );
}

function CopyButton({ text }: { text: string }) {
  const t = useTranslations('actions');
  const [copied, setCopied] = useState(false);
  return (
    <Button
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => setCopied(true));
      }}
    >
      {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      <span role="status">{copied ? t('copied') : t('copy')}</span>
    </Button>
  );
}
