import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { AvatarContext } from '#client/features/files/avatar/avatar-client.ts';
import { UploadContext, useUploadStore } from '#client/features/files/uploads/upload-context.tsx';
import { LanguageProvider } from '#client/i18n/language-provider.tsx';
import type { Locale } from '#client/i18n/locale.ts';
import type { Messages } from '#client/i18n/messages.ts';
import { LiveContext, useUserFrames } from '#client/live/live-context.tsx';
import { OfflineContext, WritesContext } from '#client/offline/offline-context.tsx';
import { ToastProvider } from '#client/ui/toast.tsx';
import { keepTextsOf } from '#client/ui/kept-texts.ts';
import { NavigationContext } from './navigation.tsx';
import { ServerContext } from '#client/api/server-context.tsx';
import type { Services } from './services.ts';

export interface EcosystiaProviderProps {
  services: Services;
  language: { locale: Locale; messages: Messages };
  /** Goes to one of the product's paths, such as `/files/…`; unset, to the product's own page. */
  onNavigate?: (path: string) => void;
  children: ReactNode;
}

/** What every component of the product needs above it. */
export function EcosystiaProvider({
  services,
  language,
  onNavigate,
  children,
}: EcosystiaProviderProps) {
  const { client, queryClient } = services.api;
  const { origin } = services.server;
  const goToProduct = useCallback(
    (path: string) => window.location.assign(`${origin}${path}`),
    [origin],
  );
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <ServerContext value={services.server}>
          <LiveContext value={services.live}>
            <OfflineContext value={services.offline}>
              <WritesContext value={services.writes}>
                <UploadContext value={services.uploads}>
                  <AvatarContext value={services.avatar}>
                    <NavigationContext value={onNavigate ?? goToProduct}>
                      <LanguageProvider initial={language}>
                        <ToastProvider>
                          <LivePerson services={services} />
                          {children}
                        </ToastProvider>
                      </LanguageProvider>
                    </NavigationContext>
                  </AvatarContext>
                </UploadContext>
              </WritesContext>
            </OfflineContext>
          </LiveContext>
        </ServerContext>
      </QueryClientProvider>
    </trpc.Provider>
  );
}

/** Keeps the live connection of whoever is signed in, and the file lists fresh with it. */
function LivePerson({ services }: { services: Services }) {
  const { data: status } = trpc.auth.status.useQuery();
  const personId = status?.user?.id;
  useEffect(() => {
    if (personId === undefined) return;
    keepTextsOf(personId);
    services.writes.open(personId);
    void services.uploads.restore(personId);
    return services.startLive();
  }, [personId, services]);

  const utils = trpc.useUtils();
  const uploads = useUploadStore();
  const wasLive = useRef(false);
  useUserFrames(
    useCallback(
      (live) => {
        if (live.kind === 'file') {
          const { type, fileId } = live.frame;
          if (type === 'file.ready') uploads.settle(fileId, 'ready');
          if (type === 'file.failed') uploads.settle(fileId, 'failed');
          if (type === 'file.quarantined') uploads.settle(fileId, 'quarantined');
          void utils.files.get.invalidate({ fileId });
          void utils.files.list.invalidate();
        } else if (live.kind === 'preferences') {
          const { notifications, share_typing: shared, language } = live.preferences;
          if (notifications) utils.notifications.preferences.setData(undefined, notifications);
          if (shared !== undefined) utils.people.typing.setData(undefined, { shared });
          if (language) utils.people.language.setData(undefined, { language, chosen: true });
        } else if (live.kind === 'notifications' && live.frame.type === 'notification') {
          // Of other people's files one is told by a notification only.
          const { link } = live.frame.notification;
          if (link?.startsWith('/files/')) void utils.files.list.invalidate();
          if (link?.startsWith('/projects')) void utils.projects.invalidate();
        } else if (live.kind === 'chat-read') {
          void utils.meetings.reading.invalidate();
        } else if (live.kind === 'unknown' && live.type.startsWith('meeting.')) {
          void utils.meetings.invalidate();
        } else if (live.kind === 'live') {
          // Back after a loss: one's role may have changed, and more may have than frames tell.
          if (wasLive.current) void utils.invalidate();
          wasLive.current = true;
        }
      },
      [utils, uploads],
    ),
  );
  return null;
}
