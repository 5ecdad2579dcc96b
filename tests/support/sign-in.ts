import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { Language } from '#domain/kernel/refusals.ts';
import type { Role } from '#domain/people/person.decider.ts';
import { hashPassword } from '#server/auth/passwords.ts';
import { registerPerson } from '#server/auth/registration.ts';
import { commit } from '#server/commit.ts';
import { rest, type TestServer } from './app.ts';

export const password = 'correct horse battery';

export interface Tokens {
  access: string;
  refresh: string;
  expires_in: number;
  user: { id: string; email: string; name: string; role: Role; avatar_url: null };
}

let hashed: Promise<string> | undefined;

/** Somebody who can sign in with `password`; their id. */
export async function addPerson(
  { services }: TestServer,
  person: { email: string; name?: string; role?: Role; language?: Language },
): Promise<string> {
  const personId = uuidv7();
  hashed ??= hashPassword(password);
  const passwordHash = await hashed;
  const { email, name = 'Ana', role = 'member', language = 'en' } = person;
  const registered = await commit(services.platform, { actorId: null }, (unit) =>
    registerPerson(unit, { personId, email, name, role, language, passwordHash }),
  );
  if (!registered.ok) throw new Error(registered.refusal.code);
  return personId;
}

/** Signs in by REST. */
export async function tokensOf(app: FastifyInstance, email: string): Promise<Tokens> {
  const signedIn = await rest<Tokens>(app, 'POST', 'auth/token/', { body: { email, password } });
  if (signedIn.status !== 200) throw new Error(`signing in gave ${signedIn.status}`);
  return signedIn.body;
}
