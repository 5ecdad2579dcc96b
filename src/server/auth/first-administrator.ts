/** The first start: an administrator from the settings, or a one-time link to become one. */
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { email } from '#domain/kernel/fields.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import { commit } from '../commit.ts';
import type { Services } from '../services.ts';
import { hashPassword } from './passwords.ts';
import { type newPerson, openFirstSession, registerPerson } from './registration.ts';
import { hashSecret, makeSecret } from '#infra/secrets.ts';
import type { SignedIn } from './sign-in-session.ts';
import type { Visit } from './visit.ts';

const administratorName = 'Administrator';

type Needed = Pick<Services, 'platform' | 'settings'>;

/**
 * Sees to it that a fresh instance can get its administrator.
 *
 * @returns the path of the set-up link, for the console only; null where none is needed.
 */
export async function ensureFirstAdministrator(services: Needed): Promise<string | null> {
  const { platform, settings } = services;
  if (await anybodyRegistered(platform.database.sql)) return null;
  if (settings.admin) {
    await registerFromSettings(platform, settings.admin);
    return null;
  }
  const token = makeSecret();
  const pending = await platform.database.sql.begin(async (tx) => {
    await oneAtATime(tx);
    if (await anybodyRegistered(tx)) return false;
    await tx`delete from auth.setup_tokens`;
    await tx`
      insert into auth.setup_tokens (token_hash, created_at) values (${hashSecret(token)}, now())`;
    return true;
  });
  return pending ? `/setup?token=${token}` : null;
}

/** Takes the set-up link: makes the administrator and signs them in. Works once. */
export async function completeSetupWith(
  services: Pick<Services, 'platform'>,
  token: string,
  input: z.infer<typeof newPerson>,
  visit: Visit,
): Promise<Result<SignedIn>> {
  const { platform } = services;
  const tokenHash = hashSecret(token);
  const [known] = await platform.database.sql`
    select 1 from auth.setup_tokens where token_hash = ${tokenHash}`;
  if (!known) return invalidLink(platform.database.sql);
  const passwordHash = await hashPassword(input.password);
  const personId = uuidv7();
  const metadata = { actorId: personId, requestId: visit.requestId };
  const person = {
    personId,
    ...input,
    role: 'admin' as const,
    language: visit.language,
    passwordHash,
  };
  return commit(platform, metadata, async (unit) => {
    await oneAtATime(unit.tx);
    const [taken] = await unit.tx`
      delete from auth.setup_tokens where token_hash = ${tokenHash} returning 1`;
    // Somebody may have been made from a shell meanwhile: then this is no first start any more.
    if (!taken || (await anybodyRegistered(unit.tx))) return invalidLink(unit.tx);
    const registered = await registerPerson(unit, person);
    return registered.ok ? openFirstSession(unit, person, visit) : registered;
  });
}

async function invalidLink(sql: SqlRunner): Promise<Result<never>> {
  const done = await anybodyRegistered(sql);
  return refuse(done ? 'auth.setup_done' : 'auth.setup_link_invalid');
}

async function registerFromSettings(
  platform: Services['platform'],
  admin: { email: string; password: string },
): Promise<void> {
  const passwordHash = await hashPassword(admin.password);
  const personId = uuidv7();
  const registered = await commit(platform, { actorId: null }, async (unit: UnitOfWork) => {
    await oneAtATime(unit.tx);
    // Another server of this first start may have been quicker.
    if (await anybodyRegistered(unit.tx)) return accept(null);
    return registerPerson(unit, {
      personId,
      email: email.parse(admin.email),
      name: administratorName,
      role: 'admin',
      language: 'en',
      passwordHash,
    });
  });
  if (!registered.ok) throw new Error(`no first administrator: ${registered.refusal.code}`);
}

/** Logins, not the read model: they are there from the commit on. */
async function anybodyRegistered(sql: SqlRunner): Promise<boolean> {
  const [row] = await sql<{ somebody: boolean }[]>`
    select exists (select from auth.logins) as somebody`;
  return row?.somebody ?? false;
}

/** Several servers may start at once on one fresh database. */
async function oneAtATime(tx: SqlRunner): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('ecosystia.first-administrator'))`;
}
