import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { ProjectRole } from '#client/api/types.ts';
import { usePeopleSearch } from '#client/app/use-people-search.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Dialog, FormActions } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

interface AddMemberDialogProps {
  projectId: string;
  memberIds: readonly string[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Someone known is in at once. */
export function AddMemberDialog(props: AddMemberDialogProps) {
  const t = useTranslations('projects');
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={t('addMember')}>
      <AddMemberForm {...props} />
    </Dialog>
  );
}

function AddMemberForm({ projectId, memberIds, onOpenChange }: AddMemberDialogProps) {
  const t = useTranslations('projects');
  const failureText = useFailureText();
  const toast = useToast();
  const groupName = useId();
  const utils = trpc.useUtils();
  const add = trpc.projects.addMember.useMutation();
  const [search, setSearch] = useState('');
  const { found } = usePeopleSearch(search);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [role, setRole] = useState<ProjectRole>('editor');
  const candidates = found.filter(({ id }) => !memberIds.includes(id));
  const chosen = candidates.find(({ id }) => id === chosenId);
  const submit = async () => {
    if (!chosen) return;
    try {
      await add.mutateAsync({ projectId, userId: chosen.id, role });
      await utils.projects.get.invalidate({ projectId });
      toast(t('added', { name: chosen.name }));
      onOpenChange(false);
    } catch (error) {
      toast(failureText(error), 'error');
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="flex flex-col gap-4 px-5 pt-3">
        <TextField
          label={t('who')}
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <fieldset className="max-h-56 overflow-y-auto rounded-md border border-line">
          <legend className="sr-only">{t('who')}</legend>
          {candidates.length === 0 && (
            <p className="px-3 py-3 text-list text-quiet">
              {search === '' ? t('everyoneIn') : t('nobodyFound')}
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
                onChange={() => setChosenId(person.id)}
              />
              <Avatar name={person.name} url={person.avatar_url} size="sm" />
              <span className="truncate text-list">{person.name}</span>
            </label>
          ))}
        </fieldset>
        <Select
          label={t('role')}
          value={role}
          onChange={setRole}
          options={(['owner', 'editor', 'viewer'] as const).map((value) => ({
            value,
            label: t(`roles.${value}`),
          }))}
        />
        <p className="-mt-3 text-small text-quiet">{t(`roleHints.${role}`)}</p>
      </div>
      <FormActions onCancel={() => onOpenChange(false)} disabled={!chosen} busy={add.isPending}>
        {chosen ? t('addName', { name: chosen.name }) : t('addMember')}
      </FormActions>
    </form>
  );
}
