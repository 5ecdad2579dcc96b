import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { personDecider, type Role } from '#domain/people/person.decider.ts';
import { loadState } from '#infra/log/state.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { administratorsIn } from '#readmodels/people/administrators.query.ts';

/**
 * Changes a person's role; an administrator always remains. That rule spans the streams of several
 * people, so demotions come one after the other, and each believes only the streams: the read
 * model, which may lag behind the demotion before, merely says where to look.
 */
export async function changeRole(
  platform: Platform,
  unit: UnitOfWork,
  personId: string,
  role: Role,
): Promise<Result<null>> {
  if (role === 'member') {
    await unit.tx`select pg_advisory_xact_lock(hashtext('ecosystia.administrators'))`;
    if (!(await anotherAdministrator(platform, unit, personId))) return refuse('person.last_admin');
  }
  const changed = await unit.command(personDecider, personId, { type: 'ChangeRole', role });
  return changed.ok ? accept(null) : changed;
}

async function anotherAdministrator(
  { database, eventLog }: Platform,
  { tx }: UnitOfWork,
  personId: string,
): Promise<boolean> {
  for (const id of await administratorsIn(database.ormOver(tx))) {
    if (id === personId) continue;
    const person = await loadState(tx, eventLog.keys, personDecider, id);
    if (person.role === 'admin') return true;
  }
  return false;
}
