import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { isAddress, TextField } from '#client/ui/field.tsx';
import { type Invitation, InvitationLink } from '#client/ui/invitation-link.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';

interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Makes a link that lets one person in; to an address it is mailed as well. */
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
        onMade(await create.mutateAsync({ role, ...(email === '' ? {} : { email }) }));
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
          validate: (value) => value === '' || isAddress(value),
        })}
      />
      <SelectField
        control={form.control}
        name="role"
        label={t('role')}
        options={(['member', 'admin'] as const).map((value) => ({
          value,
          label: t(`roles.${value}`),
        }))}
      />
    </DialogForm>
  );
}
