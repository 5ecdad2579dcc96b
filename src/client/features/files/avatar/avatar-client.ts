import { createContext, useContext } from 'react';
import type { Access } from '#client/api/access.ts';
import type { ServerAddress } from '#client/api/server-address.ts';
import { problemError, sendForm } from '../uploads/send-form.ts';

/** Sets and removes one's own picture. */
export interface AvatarClient {
  /** Gives the new picture's address. */
  send: (picture: Blob, locale: string) => Promise<string>;
  remove: (locale: string) => Promise<void>;
}

export function avatarClient(server: ServerAddress, access: Access): AvatarClient {
  const { apiBaseUrl, origin } = server;
  return {
    send: async (picture, locale) => {
      const { avatar_url: url } = await sendForm<{ avatar_url: string }>(access, {
        url: `${apiBaseUrl}/core/avatar/upload/`,
        field: 'avatar',
        file: picture,
        fields: {},
        key: crypto.randomUUID(),
        locale,
        signal: AbortSignal.timeout(60_000),
        onProgress: () => undefined,
      });
      // On another app's page it is the server's all the same.
      return origin === location.origin ? url : new URL(url, origin).href;
    },
    remove: async (locale) => {
      const answer = await access.fetch(`${apiBaseUrl}/core/avatar/`, {
        method: 'DELETE',
        headers: { 'accept-language': locale },
      });
      if (!answer.ok) throw problemError(answer.status, await answer.text(), null);
    },
  };
}

export const AvatarContext = createContext<AvatarClient | null>(null);

export function useAvatarClient(): AvatarClient {
  const client = useContext(AvatarContext);
  if (!client) throw new Error('EcosystiaProvider is missing above this component');
  return client;
}
