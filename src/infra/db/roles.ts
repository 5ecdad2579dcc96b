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
  // Whoever the app works as makes the jobs' tables in it.
  await owner`create schema if not exists pgboss`;
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
      grant usage, create on schema pgboss to ${appRole};
    `);
    await handOverJobs(tx);
  });
}

/**
 * What the owner made of the jobs' schema while there was no role yet: pg-boss alters what it works with.
 * The owner is looked up, as `regrole` would fold a name's case and split it at its dots.
 */
async function handOverJobs(tx: postgres.TransactionSql): Promise<void> {
  const things = await tx<{ named: string }[]>`
    with me as (select oid from pg_roles where rolname = current_user)
    select 'table ' || oid::regclass as named from pg_class
    where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p')
      and relowner = (select oid from me)
    union all
    select 'routine ' || oid::regprocedure from pg_proc
    where pronamespace = 'pgboss'::regnamespace and proowner = (select oid from me)
    union all
    select 'type ' || oid::regtype from pg_type
    where typnamespace = 'pgboss'::regnamespace and typtype = 'e'
      and typowner = (select oid from me)`;
  for (const { named } of things) await tx.unsafe(`alter ${named} owner to ${appRole}`);
}
