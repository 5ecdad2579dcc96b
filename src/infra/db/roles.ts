import postgres from 'postgres';

/** Cluster-wide; several databases on one cluster share it, each grants its own rights. */
export const appRole = 'ecosystia_app';

const duplicateObject = '42710';
const insufficientPrivilege = '42501';

/**
 * Makes the role the app works as, which owns its read models and jobs but not the log: with it
 * no statement of the app can change an event, whatever the trigger does.
 *
 * @returns the role, or null where the given one may not make or take it.
 */
export async function ensureAppRole(owner: postgres.Sql): Promise<string | null> {
  try {
    const [found] = await owner`select 1 from pg_roles where rolname = ${appRole}`;
    if (!found) await createRole(owner);
    const [may] = await owner<{ member: boolean }[]>`
      select pg_has_role(current_user, ${appRole}, 'MEMBER') as member`;
    if (!may?.member) await owner`grant ${owner(appRole)} to current_user`;
    await grantRights(owner);
    return appRole;
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === insufficientPrivilege)
      return null;
    throw error;
  }
}

async function createRole(owner: postgres.Sql): Promise<void> {
  try {
    await owner`create role ${owner(appRole)} nologin`;
  } catch (error) {
    // Two instances at their first start on one cluster: the other one was quicker.
    if (error instanceof postgres.PostgresError && error.code === duplicateObject) return;
    throw error;
  }
}

async function grantRights(owner: postgres.Sql): Promise<void> {
  await owner.begin(async (tx) => {
    // Concurrent grants on one object fail with "tuple concurrently updated".
    await tx`select pg_advisory_xact_lock(hashtext('ecosystia.grants'))`;
    await tx.unsafe(`
      grant usage on schema log, auth, ops, readmodels, drizzle to ${appRole};
      grant select, insert on log.events, log.positions to ${appRole};
      grant select, insert, delete on log.outbox to ${appRole};
      grant select, update on log.leader to ${appRole};
      grant usage on all sequences in schema log to ${appRole};
      grant select, insert, update, delete on all tables in schema auth, ops, readmodels to ${appRole};
      grant select on all tables in schema drizzle to ${appRole};
      create schema if not exists pgboss;
      grant usage, create on schema pgboss to ${appRole};
    `);
  });
}
