import { trpc } from '#client/api/trpc.ts';
import { useSystemFrames } from '#client/live/use-system-notifications.ts';

/** Whoever has another face has it at once beside everything they did. */
export function FreshFaces() {
  const utils = trpc.useUtils();
  useSystemFrames(({ type }) => {
    if (type === 'person.updated') void utils.invalidate();
  });
  return null;
}
