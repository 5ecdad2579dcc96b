import { z } from 'zod';
import { email } from '#domain/kernel/fields.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { loadState } from '#infra/log/state.ts';
import type { UserEntity } from '#readmodels/people/people.query.ts';
import { commit } from '../commit.ts';
import type { Services } from '../services.ts';
import { givenPassword, passwordMatches } from './passwords.ts';
import { type OpenedSession, startSession } from './sessions.ts';
import type { Visit } from './visit.ts';
import { avatarUrl } from '#readmodels/people/avatar.ts';

export const credentials = z.object({ email, password: givenPassword });

export interface SignedIn {
  session: OpenedSession;
  user: UserEntity;
}

/** The same answer, after the same work, for an unknown address and for a wrong password. */
export async function signInWithPassword(
  services: Pick<Services, 'platform'>,
  given: z.infer<typeof credentials>,
  visit: Visit,
): Promise<Result<SignedIn>> {
  const { database, eventLog } = services.platform;
  const [login] = await database.sql<{ person_id: string; password_hash: string }[]>`
    select person_id, password_hash from auth.logins where email = ${given.email}`;
  const matches = await passwordMatches(login?.password_hash, given.password);
  if (!login || !matches) return refuse('auth.invalid_credentials');
  const metadata = { actorId: login.person_id, requestId: visit.requestId };
  const session = await commit(services.platform, metadata, (unit) =>
    startSession(unit, login.person_id, visit),
  );
  if (!session.ok) return session;
  // From the stream: who registered a moment ago signs in, however far behind the read model is.
  const { keys } = eventLog;
  const { name, role, avatarKey } = await loadState(
    database.sql,
    keys,
    personDecider,
    login.person_id,
  );
  const { email } = given;
  const user = {
    id: login.person_id,
    email,
    name,
    role,
    avatar_url: avatarUrl(login.person_id, avatarKey),
  };
  return accept({ session: session.value, user });
}
