import { Bookmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Menu, MenuItem, MenuSeparator } from '#client/ui/menu.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { filtersOf, isNarrowed, type TaskFilters } from './task-filters.ts';

interface SavedViewsProps {
  projectId: string;
  filters: TaskFilters;
  onFilters: (filters: TaskFilters) => void;
  readOnly: boolean;
}

/** Filters that the project keeps under names, for everybody in it. */
export function SavedViews({ projectId, filters, onFilters, readOnly }: SavedViewsProps) {
  const t = useTranslations('tasks');
  const views = trpc.tasks.views.useQuery({ projectId });
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const saved = views.data?.results ?? [];
  // With the last of them nothing is left to be removed.
  if (dialog === 'manage' && saved.length === 0) setDialog(null);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('views')} title={t('views')}>
            <Bookmark size={17} aria-hidden />
          </IconButton>
        }
      >
        {saved.length === 0 && <p className="px-2 py-1.5 text-small text-quiet">{t('noViews')}</p>}
        {saved.map(({ id, name, query }) => (
          <MenuItem key={id} onSelect={() => onFilters(filtersIn(query))}>
            {name}
          </MenuItem>
        ))}
        {!readOnly && (isNarrowed(filters) || saved.length > 0) && <MenuSeparator />}
        {!readOnly && isNarrowed(filters) && (
          <MenuItem onSelect={() => setDialog('save')}>{t('saveView')}</MenuItem>
        )}
        {!readOnly && saved.length > 0 && (
          <MenuItem onSelect={() => setDialog('manage')}>{t('manageViews')}</MenuItem>
        )}
      </Menu>
      <Dialog open={dialog === 'save'} onOpenChange={() => setDialog(null)} title={t('saveView')}>
        <SaveForm projectId={projectId} filters={filters} onDone={() => setDialog(null)} />
      </Dialog>
      <Dialog
        open={dialog === 'manage'}
        onOpenChange={() => setDialog(null)}
        title={t('manageViews')}
      >
        <ul className="px-5 pt-2 pb-5">
          {saved.map(({ id, name }) => (
            <ViewRow key={id} id={id} name={name} projectId={projectId} />
          ))}
        </ul>
      </Dialog>
    </>
  );
}

function SaveForm({
  projectId,
  filters,
  onDone,
}: {
  projectId: string;
  filters: TaskFilters;
  onDone: () => void;
}) {
  const t = useTranslations('tasks');
  const utils = trpc.useUtils();
  const save = trpc.tasks.saveView.useMutation();
  const form = useKeptForm({ key: `view.${projectId}`, defaultValues: { name: '' } });
  return (
    <DialogForm
      form={form}
      submitLabel={t('saveView')}
      onCancel={onDone}
      onStore={async ({ name }) => {
        await save.mutateAsync({ projectId, name, query: JSON.stringify(filters) });
        await utils.tasks.views.invalidate({ projectId });
        onDone();
      }}
    >
      <TextField
        label={t('viewName')}
        hint={t('viewHint')}
        maxLength={80}
        error={form.fault('name', t('viewNameMissing'))}
        {...form.register('name', {
          setValueAs: (value: string) => value.trim(),
          validate: (name) => name !== '',
        })}
      />
    </DialogForm>
  );
}

function ViewRow({ id, name, projectId }: { id: string; name: string; projectId: string }) {
  const t = useTranslations('tasks');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const remove = trpc.tasks.removeView.useMutation({
    onSuccess: () => utils.tasks.views.invalidate({ projectId }),
    onError: (error) => toast(failureText(error), 'error'),
  });
  return (
    <li className="flex items-center gap-2 border-b border-line py-1 last:border-0">
      <span className="min-w-0 flex-1 truncate text-list">{name}</span>
      <IconButton
        label={t('removeView', { name })}
        disabled={remove.isPending}
        onClick={() => remove.mutate({ viewId: id })}
      >
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </li>
  );
}

function filtersIn(query: string): TaskFilters {
  try {
    return filtersOf(JSON.parse(query) as Record<string, unknown>);
  } catch {
    // Saved by another version of the page: it shows everything then.
    return {};
  }
}
