import { createContext, useContext } from 'react';
import type { ServerAddress } from '#client/api/server-address.ts';

export const ServerContext = createContext<ServerAddress | null>(null);

/** Whether this page is one of the product's own, which may register its service worker. */
export function useIsOwnPage(): boolean {
  return useContext(ServerContext)?.origin === window.location.origin;
}
