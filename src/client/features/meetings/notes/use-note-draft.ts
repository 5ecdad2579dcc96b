import { parsedKept } from '#client/ui/kept-texts.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import type { NoteDraft } from './use-notes.ts';

/** A paragraph that one is writing in, which outlives a reload. */
export function useNoteDraft(
  key: string,
): [draft: NoteDraft | null, setDraft: (draft: NoteDraft | null) => void] {
  const [text, setText] = useKeptText(key);
  const kept = parsedKept(text);
  return [isDraft(kept) ? kept : null, (draft) => setText(draft ? JSON.stringify(draft) : '')];
}

/** What something else wrote there is as good as nothing. */
function isDraft(kept: unknown): kept is NoteDraft {
  if (typeof kept !== 'object' || kept === null) return false;
  const { noteId, version, text } = kept as Partial<Record<keyof NoteDraft, unknown>>;
  const isVersion = version === null || typeof version === 'number';
  return typeof noteId === 'string' && isVersion && typeof text === 'string';
}
