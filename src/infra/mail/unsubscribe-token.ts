import { createHmac, timingSafeEqual } from 'node:crypto';

/** In the mails of one person, for as long as somebody has them: it can do nothing else. */
export function unsubscribeToken(key: Uint8Array, personId: string): string {
  return `${personId}.${signatureOf(key, personId)}`;
}

/** Whose it is; null for one that is not ours. */
export function personOfToken(key: Uint8Array, token: string): string | null {
  const [personId = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature);
  const expected = Buffer.from(signatureOf(key, personId));
  return given.length === expected.length && timingSafeEqual(given, expected) ? personId : null;
}

function signatureOf(key: Uint8Array, personId: string): string {
  return createHmac('sha256', key).update(`unsubscribe ${personId}`).digest('base64url');
}
