import { useId, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { ProjectRole } from '#client/api/types.ts';
import { usePeopleSearch } from '#client/app/use-people-search.ts';
import { MoreWords } from '#client/i18n/more-words.tsx';
import { peopleWords } from '#client/i18n/people-words.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { isAddress, TextField } from '#client/ui/field.tsx';
import { type Invitation, InvitationLink } from '#client/ui/invitation-link.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';

interface AddMemberDialogProps {
  projectId: string;
  memberIds: readonly string[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Someone known is in at once; an address that nobody here has gets an invitation. */
export function AddMemberDialog(props: AddMemberDialogProps) {
  const t = useTranslations('projects');
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const close = () => {
    props.onOpenChange(false);
    setInvitation(null);
  };
  return (
    <Dialog open={props.open} onOpenChange={close} title={t('addMember')}>
      <MoreWords of={peopleWords}>
        {invitation ? (
          <InvitationLink invitation={invitation} onDone={close} />
        ) : (
          <AddMemberForm {...props} onInvited={setInvitation} />
        )}
      </MoreWords>
    </Dialog>
  );
}

interface AddMemberFormProps extends AddMemberDialogProps {
  onInvited: (invitation: Invitation) => void;
}

function AddMemberForm({ projectId, memberIds, onOpenChange, onInvited }: AddMemberFormProps) {
  const t = useTranslations('addMember');
  const projects = useTranslations('projects');
  const toast = useToast();
  const groupName = useId();
  const utils = trpc.useUtils();
  const add = trpc.projects.addMember.useMutation();
  const form = useKeptForm<{ search: string; role: ProjectRole }>({
    key: `member.${projectId}`,
    defaultValues: { search: '', role: 'editor' },
    about: { email: 'search' },
  });
  const { search, role } = useWatch({ control: form.control, compute: (values) => values });
  const { found, isLooking } = usePeopleSearch(search);
  const picker = useTranslations('picker');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const candidates = found.filter(({ id }) => !memberIds.includes(id));
  const chosen = candidates.find(({ id }) => id === chosenId);
  const address = !chosen && isAddress(search.trim()) ? search.trim() : null;
  const store = async () => {
    const who = chosen ? { userId: chosen.id } : { email: address ?? '' };
    const { member, invited } = await add.mutateAsync({ projectId, role, ...who });
    if (invited) {
      onInvited(invited);
      return;
    }
    await utils.projects.get.invalidate({ projectId });
    toast(t('added', { name: member.user.name }));
    onOpenChange(false);
  };
  return (
    <DialogForm
      form={form}
      onStore={store}
      onCancel={() => onOpenChange(false)}
      submitLabel={
        chosen
          ? t('addName', { name: chosen.name })
          : address === null
            ? projects('addMember')
            : t('inviteOne')
      }
    >
      <TextField
        label={t('who')}
        hint={t('whoHint')}
        autoComplete="off"
        error={form.fault('search', t('whoMissing'))}
        {...form.register('search', { validate: () => chosen !== undefined || address !== null })}
      />
      <fieldset className="max-h-56 overflow-y-auto rounded-md border border-line">
        <legend className="sr-only">{t('who')}</legend>
        {candidates.length === 0 && (
          <p className="px-3 py-3 text-list text-quiet">
            {address !== null
              ? t('inviteHint', { email: address })
              : isLooking
                ? picker('looking')
                : search === ''
                  ? t('everyoneIn')
                  : t('nobodyFound')}
          </p>
        )}
        {candidates.map((person) => (
          <label
            key={person.id}
            className="target flex cursor-pointer items-center gap-3 border-b border-line px-3 py-1 last:border-0 hover:bg-sunken has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={groupName}
              className="sr-only"
              checked={person.id === chosenId}
              onChange={() => {
                setChosenId(person.id);
                form.clearErrors('search');
              }}
            />
            <Avatar name={person.name} url={person.avatar_url} size="sm" />
            <span className="truncate text-list">{person.name}</span>
          </label>
        ))}
      </fieldset>
      <SelectField
        control={form.control}
        name="role"
        label={projects('role')}
        options={(['owner', 'editor', 'viewer'] as const).map((value) => ({
          value,
          label: projects(`roles.${value}`),
        }))}
      />
      <p className="-mt-3 text-small text-quiet">{t(`roleHints.${role}`)}</p>
    </DialogForm>
  );
}
