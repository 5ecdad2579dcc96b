import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { DraftNotice, FormFailure } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';

/** A file's name and its description, and a form for both that stands in their place. */
export function FileEdit({ file, readOnly }: { file: StoredFile; readOnly: boolean }) {
  const t = useTranslations('files');
  const [editing, setEditing] = useState(false);
  if (editing) return <EditForm file={file} onDone={() => setEditing(false)} />;
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className="text-read font-semibold break-words">{file.original_name}</p>
        {file.alt_text && <p className="pt-0.5 text-list text-quiet">{file.alt_text}</p>}
      </div>
      {!readOnly && (
        <Button tone="quiet" onClick={() => setEditing(true)}>
          <Pencil size={16} aria-hidden />
          {t('rename')}
        </Button>
      )}
    </div>
  );
}

interface FileValues {
  name: string;
  altText: string;
}

const trimmed = { setValueAs: (value: string) => value.trim() };

function EditForm({ file, onDone }: { file: StoredFile; onDone: () => void }) {
  const t = useTranslations('files');
  const actions = useTranslations('actions');
  const toast = useToast();
  const utils = trpc.useUtils();
  const update = trpc.files.update.useMutation();
  const form = useKeptForm<FileValues>({
    key: `file.${file.id}`,
    defaultValues: { name: file.original_name, altText: file.alt_text },
  });
  const store = async (values: FileValues) => {
    const changed = await update.mutateAsync({ fileId: file.id, ...values });
    utils.files.get.setData({ fileId: file.id }, changed);
    await utils.files.invalidate();
    toast(t('saved', { name: changed.original_name }));
    onDone();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => void form.storing(store)(event)}
      className="flex flex-col gap-3"
    >
      <DraftNotice form={form} />
      <TextField
        label={t('name')}
        maxLength={255}
        error={form.fault('name', t('nameMissing'))}
        {...form.register('name', { ...trimmed, validate: (name) => name !== '' })}
      />
      <TextField
        label={t('altText')}
        hint={t('altTextHint')}
        maxLength={1000}
        error={form.fault('altText', '')}
        {...form.register('altText', trimmed)}
      />
      <FormFailure form={form} />
      <div className="flex justify-end gap-2">
        <Button
          onClick={() => {
            form.discard();
            onDone();
          }}
        >
          {actions('cancel')}
        </Button>
        <Button type="submit" tone="primary" busy={form.formState.isSubmitting}>
          {t('renameSave')}
        </Button>
      </div>
    </form>
  );
}
