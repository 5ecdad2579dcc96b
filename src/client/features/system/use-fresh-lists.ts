import { trpc } from '#client/api/trpc.ts';
import { useSystemFrames } from '#client/live/use-system-notifications.ts';

/** Another administrator may write too, and what is scheduled appears by itself. */
export function useFreshLists(): void {
  const utils = trpc.useUtils();
  useSystemFrames(({ type }) => {
    if (type.startsWith('announcement')) void utils.system.announcements.invalidate();
    if (type === 'maintenance') void utils.system.maintenance.invalidate();
  });
}
