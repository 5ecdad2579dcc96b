/** How somebody becomes a person here: invited, by themselves where that is open, or as the first. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { invitationDecider, type InvitationState } from '#domain/invitations/invitation.decider.ts';
import { email } from '#domain/kernel/fields.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { personDecider, type Role } from '#domain/people/person.decider.ts';
import { personName } from '#domain/people/person.events.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import type { Sql } from '#infra/db/database.ts';
import { loadState } from '#infra/log/state.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import { commit } from '../commit.ts';
import type { Services } from '../services.ts';
import { hashPassword, newPassword } from './passwords.ts';
import { hashSecret } from '#infra/secrets.ts';
import { needsSetup } from './setup-tokens.ts';
import { startSession } from './sessions.ts';
import type { SignedIn } from './sign-in-session.ts';
import type { Visit } from './visit.ts';

export const newPerson = z.object({ email, name: personName, password: newPassword });

/** Registers and signs in, with the invitation's rights where there is one. */
export async function register(
  services: Pick<Services, 'platform' | 'settings'>,
  input: z.infer<typeof newPerson>,
  invitationToken: string | null,
  visit: Visit,
): Promise<Result<SignedIn>> {
  const { platform, settings } = services;
  if (invitationToken === null && settings.registration !== 'open') {
    return refuse('auth.invitation_needed');
  }
  // The first person is the administrator: nobody may be quicker than the set-up link.
  if (await needsSetup(platform.database.sql)) return refuse('unavailable');
  // Asked before the costly hashing; decided below, in the transaction.
  if (invitationToken !== null && !(await invitationIdOf(platform.database.sql, invitationToken))) {
    return refuse('auth.invitation_invalid');
  }
  const passwordHash = await hashPassword(input.password);
  const personId = uuidv7();
  const metadata = { actorId: personId, requestId: visit.requestId };
  return commit(platform, metadata, async (unit) => {
    const invited =
      invitationToken === null
        ? accept({ role: 'member' as const, projectId: null, projectRole: null })
        : await takeInvitation(services, unit, invitationToken, personId, input.email);
    if (!invited.ok) return invited;
    const { role, projectId, projectRole } = invited.value;
    const person = { personId, ...input, role, language: visit.language, passwordHash };
    const registered = await registerPerson(unit, person);
    if (!registered.ok) return registered;
    if (projectId && projectRole) {
      const added = await unit.command(projectDecider, projectId, {
        type: 'AddMember',
        personId,
        role: projectRole,
      });
      if (!added.ok) return added;
    }
    return openFirstSession(unit, person, visit);
  });
}

export interface PersonToRegister {
  personId: string;
  email: string;
  name: string;
  role: Role;
  language: Language;
  passwordHash: string;
}

/** The person's event and their login; the login's unique address decides between two at once. */
export async function registerPerson(
  unit: UnitOfWork,
  person: PersonToRegister,
): Promise<Result<null>> {
  const { personId, email, name, role, language, passwordHash } = person;
  const [login] = await unit.tx`
    insert into auth.logins (person_id, email, password_hash)
    values (${personId}, ${email}, ${passwordHash})
    on conflict (email) do nothing returning 1`;
  if (!login) return refuse('person.email_taken');
  // The link of a first start is for who comes first, and for nobody after.
  await unit.tx`delete from auth.setup_tokens`;
  const registered = await unit.command(personDecider, personId, {
    type: 'RegisterPerson',
    personId,
    email,
    name,
    role,
    language,
  });
  return registered.ok ? accept(null) : registered;
}

/** The session that comes with registering, in the same transaction. */
export async function openFirstSession(
  unit: UnitOfWork,
  person: PersonToRegister,
  visit: Visit,
): Promise<Result<SignedIn>> {
  const session = await startSession(unit, person.personId, visit);
  if (!session.ok) return session;
  const { personId: id, email, name, role } = person;
  return accept({ session: session.value, user: { id, email, name, role, avatar_url: null } });
}

/** The invitation that a link's token stands for, while it can still be taken. */
export async function invitationIdOf(sql: Sql, token: string): Promise<string | undefined> {
  const [row] = await sql<{ invitation_id: string }[]>`
    select invitation_id from auth.invitation_tokens where token_hash = ${hashSecret(token)}`;
  return row?.invitation_id;
}

async function takeInvitation(
  { platform }: Pick<Services, 'platform'>,
  unit: UnitOfWork,
  token: string,
  personId: string,
  email: string,
): Promise<Result<Pick<InvitationState, 'role' | 'projectId' | 'projectRole'>>> {
  // Of two who take it at once the second waits here, and then finds it gone.
  const [row] = await unit.tx<{ invitation_id: string }[]>`
    delete from auth.invitation_tokens where invitation_id = (
      select invitation_id from auth.invitation_tokens where token_hash = ${hashSecret(token)}
    ) returning invitation_id`;
  if (!row) return refuse('auth.invitation_invalid');
  const invitationId = row.invitation_id;
  const now = new Date().toISOString();
  const command = { type: 'AcceptInvitation' as const, personId, email, now };
  const taken = await unit.command(invitationDecider, invitationId, command);
  if (!taken.ok) return taken;
  const { keys } = platform.eventLog;
  return accept(await loadState(unit.tx, keys, invitationDecider, invitationId));
}
