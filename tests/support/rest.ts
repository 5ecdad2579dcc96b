/** The REST API as a script uses it: an answer that is not the expected one fails the test. */
export async function call<T>(
  url: string,
  path: string,
  options: { method?: string; token?: string; body?: unknown; status?: number } = {},
): Promise<T> {
  const { method = options.body ? 'POST' : 'GET', token, body, status } = options;
  const response = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const wanted = status ? response.status === status : response.ok;
  if (!wanted) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : null) as T;
}

export interface SignedIn {
  access: string;
  refresh: string;
  user: { id: string; email: string; name: string; role: string };
}

export function signIn(url: string, person: { email: string; password: string }) {
  return call<SignedIn>(url, 'auth/token/', { body: person });
}

/** Invites somebody and registers them, as the invitation's page does. */
export async function join(
  url: string,
  adminToken: string,
  person: { email: string; name: string; password: string },
): Promise<SignedIn> {
  const invitation = await call<{ url: string }>(url, 'invitations/', {
    token: adminToken,
    body: { email: person.email, role: 'member' },
  });
  const token = invitation.url.split('/invite/')[1];
  return call<SignedIn>(url, 'auth/register/', { body: { ...person, invitation: token } });
}
