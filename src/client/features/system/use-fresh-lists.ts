import { useEffect } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { useLive } from '#client/live/live-context.tsx';
import { systemKey } from '#client/live/system-state.ts';

/** Another administrator may write too, and what is scheduled appears by itself. */
export function useFreshLists(): void {
  const { system } = useLive();
  const utils = trpc.useUtils();
  useEffect(
    () =>
      system.get(systemKey).onFrame(({ type }) => {
        if (type.startsWith('announcement')) void utils.system.announcements.invalidate();
        if (type === 'maintenance') void utils.system.maintenance.invalidate();
      }),
    [system, utils],
  );
}
