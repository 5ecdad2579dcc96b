import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

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

function EditForm({ file, onDone }: { file: StoredFile; onDone: () => void }) {
  const t = useTranslations('files');
  const actions = useTranslations('actions');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const [problem, setProblem] = useState<string>();
  const update = trpc.files.update.useMutation({
    onSuccess: async (changed) => {
      utils.files.get.setData({ fileId: file.id }, changed);
      await utils.files.invalidate();
      toast(t('saved', { name: changed.original_name }));
      onDone();
    },
    onError: (error) => setProblem(failureText(error)),
  });
  const submit = (form: FormData) => {
    const name = written(form, 'name');
    const altText = written(form, 'altText');
    if (name === '') return setProblem(t('nameMissing'));
    setProblem(undefined);
    update.mutate({ fileId: file.id, name, altText });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
      className="flex flex-col gap-3"
    >
      <TextField
        label={t('name')}
        name="name"
        defaultValue={file.original_name}
        error={problem}
        maxLength={255}
      />
      <TextField
        label={t('altText')}
        name="altText"
        defaultValue={file.alt_text}
        hint={t('altTextHint')}
        maxLength={1000}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{actions('cancel')}</Button>
        <Button type="submit" tone="primary" busy={update.isPending}>
          {t('renameSave')}
        </Button>
      </div>
    </form>
  );
}

function written(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value.trim() : '';
}
