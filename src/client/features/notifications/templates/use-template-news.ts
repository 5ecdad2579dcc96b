import { useEffect } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { useLive, useShared } from '#client/live/live-context.tsx';
import { systemKey } from '#client/live/system-state.ts';

/** Another administrator may write too. */
export function useFreshTemplates(): void {
  const { system } = useLive();
  const utils = trpc.useUtils();
  useEffect(
    () =>
      system.get(systemKey).onFrame(({ type }) => {
        if (type === 'template') void utils.notifications.templates.invalidate();
      }),
    [system, utils],
  );
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
