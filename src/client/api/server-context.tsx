import { createContext, useContext } from 'react';
import type { ServerAddress } from '#client/api/server-address.ts';

export const ServerContext = createContext<ServerAddress | null>(null);

/** A path of the server's as an address: the page may be another app's, of another origin. */
export function useServerUrl(): (path: string) => string {
  const server = useContext(ServerContext);
  return (path) => (server ? new URL(path, server.origin).href : path);
}

/** Whether this page is one of the product's own, which may register its service worker. */
export function useIsOwnPage(): boolean {
  return useContext(ServerContext)?.origin === window.location.origin;
}
