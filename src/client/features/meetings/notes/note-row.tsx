import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { IconButton } from '#client/ui/button.tsx';
import { GrowingField } from '#client/ui/growing-field.tsx';
import type { NoteDraft } from './use-notes.ts';

interface NoteRowProps {
  note: {
    id: string;
    text: string;
    version: number;
    author: { name: string };
    updated_at: string;
  };
  /** What this person has made of it so far; null while they read it. */
  draft: NoteDraft | null;
  mayWrite: boolean;
  onDraft: (draft: NoteDraft | null) => void;
  onSave: (draft: NoteDraft) => Promise<boolean>;
}

/** A paragraph: read, or written in by this person. */
export function NoteRow({ note, draft, mayWrite, onDraft, onSave }: NoteRowProps) {
  const t = useTranslations('notes');
  const format = useFormatter();
  const field = useRef<HTMLTextAreaElement>(null);
  const isEditing = draft !== null;
  useEffect(() => {
    if (isEditing) field.current?.focus();
  }, [isEditing]);
  if (!draft) {
    const by = t('by', {
      name: note.author.name,
      time: format.dateTime(new Date(note.updated_at), { dateStyle: 'medium', timeStyle: 'short' }),
    });
    return (
      <div className="group flex items-start gap-1 rounded-sm hover:bg-sunken focus-within:bg-sunken">
        <p title={by} className="min-w-0 flex-1 py-1 text-read whitespace-pre-wrap wrap-anywhere">
          {note.text}
        </p>
        {mayWrite && (
          <IconButton
            label={t('edit')}
            className="shrink-0 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
            onClick={() => onDraft({ noteId: note.id, version: note.version, text: note.text })}
          >
            <Pencil size={15} aria-hidden />
          </IconButton>
        )}
      </div>
    );
  }
  const finish = async () => {
    if (draft.text === note.text || (await onSave(draft))) onDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDraft(null);
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    field.current?.blur();
  };
  return (
    <GrowingField
      ref={field}
      label={t('editLabel')}
      placeholder={t('emptyRemoves')}
      value={draft.text}
      onChange={(text) => onDraft({ ...draft, text })}
      onKeyDown={onKeyDown}
      // Going elsewhere stores what was written.
      onBlur={() => void finish()}
    />
  );
}
