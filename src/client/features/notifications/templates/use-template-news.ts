import { trpc } from '#client/api/trpc.ts';
import { useLive, useShared } from '#client/live/live-context.tsx';
import { systemKey } from '#client/live/system-state.ts';
import { useSystemFrames } from '#client/live/use-system-notifications.ts';

/** Another administrator may write too. */
export function useFreshTemplates(): void {
  const utils = trpc.useUtils();
  useSystemFrames(({ type }) => {
    if (type === 'template') void utils.notifications.templates.invalidate();
  });
}

/** Which version of which template could not be used, as open alerts say. */
export function useBrokenTemplates(): ReadonlyMap<string, number> {
  const { system } = useLive();
  const alerts = useShared(system, systemKey, (store) => store.state().alerts);
  return new Map(
    alerts
      .filter(({ code }) => code === 'template.broken')
      .map(({ params }) => [String(params.template), Number(params.version)]),
  );
}
