import { z } from 'zod';
import type { SigningKeys } from '#infra/signing-keys.ts';
import { accessLifetimeSeconds, signAccessToken } from './access-token.ts';

/** What an API client gets, as the public interface has it. */
export const tokenPairSchema = z.object({
  access: z.string(),
  refresh: z.string(),
  expires_in: z.int(),
});
export type TokenPair = z.infer<typeof tokenPairSchema>;

/** What an API client gets at its sign-in and at each refresh. */
export async function tokenPair(
  keys: Pick<SigningKeys, 'access'>,
  session: { personId: string; sessionId: string },
  refresh: string,
): Promise<TokenPair> {
  const access = await signAccessToken(keys, session);
  return { access, refresh, expires_in: accessLifetimeSeconds };
}
