/** What scripts/patch-postgres.mjs mends in the driver; each of these once ended the process, or worse. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { connect } from './connect.ts';

async function openTwo() {
  await using opening = new AsyncDisposableStack();
  const { ownerUrl } = opening.use(await createTestDatabase());
  const open = () => {
    const sql = connect(ownerUrl, { max: 1, onnotice: () => {}, backoff: () => 0.01 });
    opening.defer(() => sql.end({ timeout: 1 }));
    return sql;
  };
  const [sql, executioner] = [open(), open()];
  await sql`create table marks (mark text)`;
  const opened = opening.move();
  return { sql, executioner, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

test('after its connection is lost a transaction writes nothing, wherever its place went', async () => {
  await using two = await openTwo();
  const { sql, executioner } = two;
  const late = Promise.withResolvers<string>();
  const lost = sql.begin(async (tx) => {
    await tx`insert into marks values ('early')`;
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await executioner`select pg_terminate_backend(${row!.pid})`;
    // Somebody else has the pool's only place now, on a new connection.
    await expect.poll(() => sql`select 1 as one`.catch(() => [])).toEqual([{ one: 1 }]);
    await tx`insert into marks values ('late')`.then(
      () => late.resolve('written'),
      () => late.resolve('refused'),
    );
  });
  await expect(lost).rejects.toThrow(/CONNECTION_|terminating connection/);
  expect(await late.promise).toBe('refused');
  expect(await sql`select * from marks`).toEqual([]);
});

test('what is asked while the connection goes is refused, and the next is answered', async () => {
  await using two = await openTwo();
  const { sql, executioner } = two;
  for (let round = 0; round < 20; round += 1) {
    const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const asked = [executioner`select pg_terminate_backend(${row!.pid})`, sql`select 1`];
    for (let turn = 0; turn < 50; turn += 1) {
      asked.push(sql`select 1`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.allSettled(asked);
    await expect.poll(() => sql`select 1 as one`.catch(() => [])).toEqual([{ one: 1 }]);
  }
});
