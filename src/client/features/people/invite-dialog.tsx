import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Controller } from 'react-hook-form';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { inputClass, TextField } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';

interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

interface Invitation {
  url: string;
  expiresAt: string;
}

/** Makes a link that lets one person in; one gives it to them oneself. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const t = useTranslations('people');
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const close = () => {
    onOpenChange(false);
    setInvitation(null);
  };
  return (
    <Dialog open={open} onOpenChange={close} title={t('invite')}>
      {invitation ? (
        <InvitationLink invitation={invitation} onDone={close} />
      ) : (
        <InviteForm onCancel={close} onMade={setInvitation} />
      )}
    </Dialog>
  );
}

interface InviteFormProps {
  onCancel: () => void;
  onMade: (invitation: Invitation) => void;
}

interface InviteValues {
  email: string;
  role: 'admin' | 'member';
}

function InviteForm({ onCancel, onMade }: InviteFormProps) {
  const t = useTranslations('people');
  const create = trpc.invitations.create.useMutation();
  const form = useKeptForm<InviteValues>({
    key: 'invitation',
    defaultValues: { email: '', role: 'member' },
    about: { 'person.email_taken': 'email' },
  });
  return (
    <DialogForm
      form={form}
      submitLabel={t('makeLink')}
      onCancel={onCancel}
      onStore={async ({ email, role }) => {
        const made = await create.mutateAsync({ role, ...(email === '' ? {} : { email }) });
        onMade({ url: made.url, expiresAt: made.expires_at });
      }}
    >
      <TextField
        label={t('email')}
        type="email"
        autoComplete="off"
        hint={t('emailHint')}
        error={form.fault('email', t('emailInvalid'))}
        {...form.register('email', {
          setValueAs: (value: string) => value.trim(),
          validate: (value) => value === '' || /^\S+@\S+\.\S+$/u.test(value),
        })}
      />
      <Controller
        control={form.control}
        name="role"
        render={({ field: { value, onChange } }) => (
          <Select
            label={t('role')}
            value={value}
            onChange={onChange}
            options={(['member', 'admin'] as const).map((one) => ({
              value: one,
              label: t(`roles.${one}`),
            }))}
          />
        )}
      />
    </DialogForm>
  );
}

function InvitationLink({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) {
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
        <p className="text-list text-quiet">{t('linkHint')}</p>
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
            date: format.dateTime(new Date(invitation.expiresAt), {
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
