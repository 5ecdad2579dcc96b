import type { GetToken } from 'ecosystia';

const api = import.meta.env.VITE_API_BASE_URL as string;

interface Tokens {
  access: string;
  refresh: string;
}

async function ask(path: string, body: object): Promise<Tokens | null> {
  const response = await fetch(`${api}/auth/${path}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // Wrong words or an ended session; anything else is a fault, and is tried again.
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
  return (await response.json()) as Tokens;
}

/** Signs in; null where the words are wrong, else what gives tokens from then on. */
export async function signIn(email: string, password: string): Promise<GetToken | null> {
  let tokens = await ask('token', { email, password });
  if (!tokens) return null;
  return async ({ renew }) => {
    if (renew && tokens) tokens = await ask('token/refresh', { refresh: tokens.refresh });
    return tokens?.access ?? null;
  };
}
