import { expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { notificationsUrl, PlainClient } from '#tests/support/live-clients.ts';
import { signInSomebody, startLive } from '#tests/support/live.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

test('who has a connection is live, on whichever server, until the last one is gone', async () => {
  await using database = await createTestDatabase();
  await using one = await startLive({ databaseUrl: database.ownerUrl });
  const ana = await signInSomebody(one);
  const { sql } = one.platform.database;
  const leases = (count: number) =>
    eventually(async () => {
      const rows = await sql`
        select 1 from ops.live_people where person_id = ${ana.personId} and until > now()`;
      expect(rows).toHaveLength(count);
    });
  await using first = new PlainClient(notificationsUrl(one.host, ana));
  await first.untilType('ready');
  await leases(1);
  {
    await using other = await startLive({ databaseUrl: database.ownerUrl });
    await using second = new PlainClient(notificationsUrl(other.host, ana));
    await second.untilType('ready');
    await leases(2);
  }
  await leases(1);
  first.ws.terminate();
  await leases(0);
});
