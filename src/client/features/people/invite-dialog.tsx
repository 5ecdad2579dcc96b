import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useFormatter, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions, FormActions } from '#client/ui/dialog.tsx';
import { inputClass, TextField } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

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

function InviteForm({ onCancel, onMade }: InviteFormProps) {
  const t = useTranslations('people');
  const failureText = useFailureText();
  const create = trpc.invitations.create.useMutation();
  const [role, setRole] = useState<'admin' | 'member'>('member');
  const { register, handleSubmit, formState, setError } = useForm({ defaultValues: { email: '' } });
  const submit = handleSubmit(async ({ email }) => {
    try {
      const made = await create.mutateAsync({ role, ...(email === '' ? {} : { email }) });
      onMade({ url: made.url, expiresAt: made.expires_at });
    } catch (error) {
      setError('email', { message: failureText(error) });
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <div className="flex flex-col gap-4 px-5 pt-3">
        <TextField
          label={t('email')}
          type="email"
          autoComplete="off"
          hint={t('emailHint')}
          error={formState.errors.email?.message}
          {...register('email', {
            setValueAs: (value: string) => value.trim(),
            validate: (value) => value === '' || /^\S+@\S+\.\S+$/u.test(value) || t('emailInvalid'),
          })}
        />
        <Select
          label={t('role')}
          value={role}
          onChange={setRole}
          options={(['member', 'admin'] as const).map((value) => ({
            value,
            label: t(`roles.${value}`),
          }))}
        />
      </div>
      <FormActions onCancel={onCancel} busy={formState.isSubmitting}>
        {t('makeLink')}
      </FormActions>
    </form>
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
