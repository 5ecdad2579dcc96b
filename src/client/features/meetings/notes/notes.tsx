import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { GrowingField } from '#client/ui/growing-field.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import { NoteRow } from './note-row.tsx';
import { useNoteDraft } from './use-note-draft.ts';
import { useNotes } from './use-notes.ts';

interface NotesProps {
  meetingId: string;
  /** Whose drafts are kept on this device. */
  ownId: string;
  mayWrite: boolean;
}

/** What is written down of a meeting, in paragraphs that several people write at once. */
export function Notes({ meetingId, ownId, mayWrite }: NotesProps) {
  const t = useTranslations('notes');
  const { query, save } = useNotes(meetingId);
  const keptUnder = `note.${ownId}.${meetingId}`;
  const [editing, setEditing] = useNoteDraft(`${keptUnder}.edit`);
  const [text, setText, putBack] = useKeptText(keptUnder);
  const addNote = async () => {
    const wanted = text.trim();
    if (wanted === '') return;
    // Free for the next one at once.
    setText('');
    const added = await save({ noteId: crypto.randomUUID(), version: null, text: wanted });
    if (!added) putBack(wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void addNote();
  };
  return (
    <Loaded
      query={query}
      what={t('notLoaded')}
      skeleton={<SkeletonRows rows={3} label={t('loading')} />}
    >
      {(notes) => (
        <div className="flex flex-col gap-1">
          {notes.length === 0 && <p className="text-list text-quiet">{t('empty')}</p>}
          {notes.map((note) => (
            <NoteRow
              key={note.id}
              note={note}
              draft={editing?.noteId === note.id ? editing : null}
              mayWrite={mayWrite}
              onDraft={setEditing}
              onSave={save}
            />
          ))}
          {mayWrite && (
            <div className="pt-1">
              <GrowingField
                label={t('write')}
                placeholder={t('placeholder')}
                value={text}
                onChange={setText}
                onKeyDown={onKeyDown}
              />
              <p className="pt-1 text-small text-quiet pointer-coarse:hidden">{t('hint')}</p>
            </div>
          )}
        </div>
      )}
    </Loaded>
  );
}
