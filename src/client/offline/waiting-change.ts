import { useWrites } from './offline-context.tsx';

/** The calls that say something otherwise or delete it, by the field that says what. */
const calls = {
  commentId: ['tasks.editComment', 'tasks.deleteComment'],
  messageId: ['meetings.editMessage', 'meetings.deleteMessage'],
} as const;

/** What is to become of something said, as long as the server has not answered; null text deletes it. */
export function useWaitingChange(
  field: keyof typeof calls,
  id: string,
): { text: string | null; waits: boolean } | undefined {
  const paths: readonly string[] = calls[field];
  const own = useWrites().findLast(
    ({ path, input, refusal }) =>
      paths.includes(path) &&
      refusal === null &&
      (input as { [name in typeof field]?: string })[field] === id,
  );
  return own && { text: (own.input as { text?: string }).text ?? null, waits: own.waits };
}
