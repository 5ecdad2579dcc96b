import { z } from 'zod';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import type { NoteDraft } from './use-notes.ts';

const kept = z.object({
  noteId: z.string(),
  version: z.number().nullable(),
  text: z.string(),
});

/** A paragraph that one is writing in, which outlives a reload. */
export function useKeptDraft(
  key: string,
): [draft: NoteDraft | null, setDraft: (draft: NoteDraft | null) => void] {
  const [text, setText] = useKeptText(key);
  return [draftOf(text), (draft) => setText(draft ? JSON.stringify(draft) : '')];
}

/** What something else wrote there is as good as nothing. */
function draftOf(text: string): NoteDraft | null {
  if (text === '') return null;
  try {
    return kept.parse(JSON.parse(text));
  } catch (error) {
    console.warn('a kept paragraph could not be read', error);
    return null;
  }
}
