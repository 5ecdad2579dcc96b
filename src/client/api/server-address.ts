export interface ServerOptions {
  /** As in `http://localhost:8000/api/v1`; unset, `VITE_API_BASE_URL`, else this page's own server. */
  apiBaseUrl?: string | undefined;
  /** As in `localhost:8000`; unset, the host of `apiBaseUrl`, where that is unset `VITE_WS_HOST`. */
  wsHost?: string | undefined;
}

/** Where the server is; nothing in it ends with a slash. */
export interface ServerAddress {
  /** What its paths begin with: `/files/…`, `/media/…`. */
  origin: string;
  apiBaseUrl: string;
  trpcUrl: string;
  /** The address of a socket at a path. */
  socketUrl: (path: string) => URL;
}

export function serverAddress(options: ServerOptions = {}): ServerAddress {
  const given = options.apiBaseUrl ?? setting(import.meta.env.VITE_API_BASE_URL) ?? '/api/v1';
  const here = typeof location === 'undefined' ? undefined : location.href;
  const api = new URL(given, here);
  // An address given in code stands alone; in plain Node there is no other.
  const fromSettings = options.apiBaseUrl === undefined;
  const wsHost =
    options.wsHost ??
    (fromSettings ? setting(import.meta.env.VITE_WS_HOST) : undefined) ??
    api.host;
  const protocol = api.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    origin: api.origin,
    apiBaseUrl: api.href.replace(/\/+$/, ''),
    trpcUrl: `${api.origin}/trpc`,
    socketUrl: (path) => new URL(path, `${protocol}//${wsHost}`),
  };
}

function setting(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
