import { hash, type Options, verify } from '@node-rs/argon2';
import { z } from 'zod';

/** For a password that is chosen; one that is only compared may be anything up to the maximum. */
export const newPassword = z.string().min(8).max(200);
export const givenPassword = z.string().max(200);

/** OWASP's first choice for argon2id: 19 MiB, 2 passes. The work is done off the main thread. */
export const hashing = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

/** Of a random text nobody knows, made with the parameters above. */
export const unmatchableHash =
  '$argon2id$v=19$m=19456,t=2,p=1$ziP9dB0O/w4L0aJW2HLRBQ$GKtNgQ6UQXwEGGp5pvRtfg6T7V9KwoQyel4Pkt3jUE0';

/** As it is stored: with its own salt, and with what it cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(sameOnEveryKeyboard(password), hashing);
}

/**
 * Whether a password belongs to a stored hash. Without one it does the same work for nothing, so
 * that the time of the answer does not tell whether there is such an account.
 */
export async function passwordMatches(
  storedHash: string | undefined,
  password: string,
): Promise<boolean> {
  const matches = await verify(storedHash ?? unmatchableHash, sameOnEveryKeyboard(password));
  return matches && storedHash !== undefined;
}

/** Systems type an accented letter as one code point or as two. */
function sameOnEveryKeyboard(password: string): string {
  return password.normalize('NFC');
}
