import { z } from 'zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { givenPassword } from '../../auth/passwords.ts';
import type { LimitTries } from './shared-file.ts';

export const shareToken = z.string().max(100);
export const sharePassword = givenPassword.nullish().default(null);

/** As many guesses at a link's password as at an account's. */
export function limitTriesOf(request: FastifyRequest, reply: FastifyReply): LimitTries {
  return (shareId) => request.server.limitSignIn(request, reply, `share ${shareId}`);
}

/** Where the bytes of a grant are, below the product's own address. */
export function grantPath(grant: { shareId: string; expires: number; signature: string }): string {
  const { shareId, expires, signature } = grant;
  return `/shared/${shareId}?expires=${expires}&signature=${signature}`;
}
