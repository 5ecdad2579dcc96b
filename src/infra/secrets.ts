import { createHash, randomBytes } from 'node:crypto';

const secretBytes = 32;

/** A secret given out once: a cookie's, a refresh token, a link's. 256 bits, safe in addresses. */
export function makeSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/** What is stored of a secret. Random ones need no slow hash: there is nothing to guess. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
