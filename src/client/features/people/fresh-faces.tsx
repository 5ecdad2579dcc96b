import { useEffect } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { useLive } from '#client/live/live-context.tsx';
import { systemKey } from '#client/live/system-state.ts';

/** Whoever has another face has it at once beside everything they did. */
export function FreshFaces() {
  const { system } = useLive();
  const utils = trpc.useUtils();
  useEffect(
    () =>
      system.get(systemKey).onFrame(({ type }) => {
        if (type === 'person.updated') void utils.invalidate();
      }),
    [system, utils],
  );
  return null;
}
