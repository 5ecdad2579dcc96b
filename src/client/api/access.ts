/**
 * Gives an access token; null when nobody is signed in any more. With `renew` the one given before
 * was refused or is about to expire: another has to be fetched.
 */
export type GetToken = (request: { renew: boolean }) => Promise<string | null>;

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** How calls show who makes them. */
export interface Access {
  /**
   * As `fetch`, signed in. A refused token is renewed once and the call made again. `over`: by what it is
   * made; how long a token takes is not its concern.
   */
  fetch: (url: string | URL, init?: RequestInit, over?: Fetch) => Promise<Response>;
  /**
   * A token that is still good for a while; null when nobody is signed in. Undefined where the
   * session's cookie does it, which browsers send by themselves.
   */
  token: (request?: { renew: boolean }) => Promise<string | null | undefined>;
  /** Whether there is something to do about a refusal. */
  renewable: boolean;
}

export const cookieAccess: Access = {
  fetch: (url, init, over = fetch) => over(url, init),
  token: async () => undefined,
  renewable: false,
};

/** A token that ends within this is renewed before it is used. */
const marginMs = 30_000;

export function tokenAccess(getToken: GetToken, nowMs: () => number = Date.now): Access {
  // Calls that come at once share one renewal: a refresh token is good for one.
  let renewing: Promise<string | null> | null = null;
  const renew = () => {
    renewing ??= getToken({ renew: true }).finally(() => {
      renewing = null;
    });
    return renewing;
  };
  const token = async (request = { renew: false }) => {
    if (request.renew || renewing) return renew();
    const known = await getToken({ renew: false });
    const endsAtMs = known === null ? null : tokenEndsAtMs(known);
    return endsAtMs !== null && endsAtMs - nowMs() < marginMs ? renew() : known;
  };
  return {
    token,
    renewable: true,
    fetch: async (url, init = {}, over = fetch) => {
      const first = await token();
      const answer = await over(url, authorized(init, first));
      if (answer.status !== 401 || first === null) return answer;
      // Another call may have had it renewed in the meantime.
      const held = renewing ?? (await getToken({ renew: false }));
      const second = held === first ? await renew() : await held;
      return second === null ? answer : over(url, authorized(init, second));
    },
  };
}

function authorized(init: RequestInit, token: string | null): RequestInit {
  const headers = new Headers(init.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  // A cookie of another person's must not come along.
  return { ...init, headers, credentials: 'omit' };
}

/** When a JWT ends, as it says itself; null for what is none. */
export function tokenEndsAtMs(token: string): number | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return null;
    return typeof claims.exp === 'number' ? claims.exp * 1000 : null;
  } catch {
    // An opaque token: then the server's refusal says that it has ended.
    return null;
  }
}
