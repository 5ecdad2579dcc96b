import type { KeptWrite } from './kept-writes.ts';

/** What people call it. */
export type WriteKind =
  | 'change'
  | 'comment'
  | 'file'
  | 'message'
  | 'note'
  | 'notifications'
  | 'settings'
  | 'task'
  | 'taskChange';

/**
 * The calls that are kept until they are answered: what one types and clicks on pages that stay
 * open. Those of dialogs are not: they say that nothing could be sent, and keep what is in them.
 */
const keptCalls = new Map<string, WriteKind>([
  ['files.restore', 'file'],
  ['files.trash', 'file'],
  ['files.update', 'file'],
  ['meetings.deleteMessage', 'message'],
  ['meetings.editMessage', 'message'],
  ['meetings.notes.add', 'note'],
  ['meetings.notes.change', 'note'],
  ['meetings.notes.remove', 'note'],
  ['notifications.archive', 'notifications'],
  ['notifications.markAllRead', 'notifications'],
  ['notifications.markRead', 'notifications'],
  ['notifications.markUnread', 'notifications'],
  ['notifications.setPreferences', 'settings'],
  ['notifications.snooze', 'notifications'],
  ['notifications.unarchive', 'notifications'],
  ['notifications.wake', 'notifications'],
  ['people.setLanguage', 'settings'],
  ['people.setTyping', 'settings'],
  ['tasks.changeDetails', 'taskChange'],
  ['tasks.comment', 'comment'],
  ['tasks.create', 'task'],
  ['tasks.deleteComment', 'comment'],
  ['tasks.editComment', 'comment'],
  ['tasks.editMany', 'taskChange'],
]);

export function isKeptCall(path: string): boolean {
  return keptCalls.has(path);
}

/** One that another version of the page kept may be of a call that this one does not know. */
export function writeKind({ path }: KeptWrite): WriteKind {
  return keptCalls.get(path) ?? 'change';
}

/** What was typed in it; null where it was only chosen. */
export function typedIn({ input }: KeptWrite): string | null {
  if (!isRecord(input)) return null;
  const edit: unknown = Array.isArray(input.edits) ? input.edits[0] : null;
  const changes = isRecord(edit) ? edit.changes : null;
  const within = [input.change, changes, input].find(isRecord) ?? input;
  const texts = [within.text, within.title, within.description, within.name, within.altText];
  return texts.find((one): one is string => typeof one === 'string' && one !== '') ?? null;
}

/** The same once more, whoever was quicker: over theirs, or for a paragraph below it. */
export function allTheSame({ path, input }: KeptWrite): Pick<KeptWrite, 'path' | 'input'> {
  const anew = withoutSeen(input);
  if (path !== 'meetings.notes.change' || !isRecord(anew)) return { path, input: anew };
  const beside = { ...anew, noteId: crypto.randomUUID(), afterId: anew.noteId };
  return { path: 'meetings.notes.add', input: beside };
}

/** What says upon what it was made; without it, it is made upon whatever is there. */
const seenFields = new Set(['version', 'seen', 'seenText']);

function withoutSeen(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(withoutSeen);
  if (!isRecord(input)) return input;
  const kept = Object.entries(input).filter(([field]) => !seenFields.has(field));
  return Object.fromEntries(kept.map(([field, value]) => [field, withoutSeen(value)]));
}

/** What of several tasks could not be changed, as `tasks.editMany` answers. */
export function refusedIn(data: unknown): { words: string; overtaken: boolean } | null {
  if (!isRecord(data) || !Array.isArray(data.refused)) return null;
  const refused = data.refused.filter(isRecord);
  if (refused.length === 0) return null;
  return {
    words: [...new Set(refused.map(({ message }) => String(message)))].join(' '),
    overtaken: refused.some(({ conflicts }) => Array.isArray(conflicts) && conflicts.length > 0),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
