import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { DialogActions } from './dialog.tsx';
import { inputClass } from './field.tsx';

export interface Invitation {
  url: string;
  expires_at: string;
  /** Null where no mail leaves. */
  mailed_to: string | null;
}

interface InvitationLinkProps {
  invitation: Invitation;
  onDone: () => void;
}

/** A link that lets somebody in: shown once, to be given to them, or mailed to them already. */
export function InvitationLink({ invitation, onDone }: InvitationLinkProps) {
  const t = useTranslations('people');
  const actions = useTranslations('actions');
  const format = useFormatter();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(invitation.url);
    setCopied(true);
  };
  return (
    <>
      <div className="flex flex-col gap-2 px-5 pt-3">
        <p className="text-list text-quiet">
          {invitation.mailed_to === null
            ? t('linkHint')
            : t('linkMailed', { email: invitation.mailed_to })}
        </p>
        <div className="flex gap-2">
          <input
            readOnly
            aria-label={t('link')}
            value={invitation.url}
            onFocus={(event) => event.currentTarget.select()}
            className={`${inputClass} min-w-0 flex-1 font-mono`}
          />
          {/* Browsers offer the clipboard only to pages served over https or from localhost. */}
          {'clipboard' in navigator && (
            <Button tone="primary" onClick={() => void copy()}>
              {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
              <span role="status">{copied ? actions('copied') : actions('copy')}</span>
            </Button>
          )}
        </div>
        <p className="text-small text-quiet">
          {t('linkExpires', {
            date: format.dateTime(new Date(invitation.expires_at), {
              dateStyle: 'long',
              timeStyle: 'short',
            }),
          })}
        </p>
      </div>
      <DialogActions>
        <Button onClick={onDone}>{actions('done')}</Button>
      </DialogActions>
    </>
  );
}
