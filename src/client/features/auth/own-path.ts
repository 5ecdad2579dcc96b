/** A path of our own to go to after the sign-in; anything that leads elsewhere becomes the home page. */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return '/';
  const base = 'http://own.invalid';
  try {
    const url = new URL(wanted, base);
    return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/';
  } catch {
    // Not even an address.
    return '/';
  }
}
