/** The demo's people as the product knows them. */
import { v5 as uuidv5 } from 'uuid';
import type { Refusal, Result } from '#domain/kernel/result.ts';
import type { Caller } from '#server/auth/caller.ts';
import { type DemoPerson, people } from './team.ts';

/** People's ids are made from their names: the same demo finds its own traces again. */
const namespace = '3e6b7a52-6d0c-4a0b-9a53-1d7c5f0e2b11';

export function personIdOf(key: string): string {
  return uuidv5(`person ${key}`, namespace);
}

export function addressOf(person: DemoPerson): string {
  return `${person.key}@example.org`;
}

/** Somebody of the demo, as if they had signed in. */
export function callerFor(key: string): Caller {
  const person = people.find((each) => each.key === key);
  if (!person) throw new Error(`the demo knows nobody called ${key}`);
  return {
    personId: personIdOf(key),
    sessionId: uuidv5(`session ${key}`, namespace),
    role: person.role,
    expiresAtMs: Number.POSITIVE_INFINITY,
  };
}

export function done<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the demo was refused something: ${nameOf(result.refusal)}`);
}

function nameOf({ code, params }: Refusal): string {
  return params ? `${code} ${JSON.stringify(params)}` : code;
}
