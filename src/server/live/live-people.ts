/**
 * Says in Postgres who has a live connection to this server, for workers, which tell those who have
 * none by web push. A lease each: a server that was killed is not believed for long.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { SqlRunner } from '#infra/db/database.ts';
import { Loop } from '#infra/log/loop.ts';
import type { LiveHub } from './hub.ts';

const roundMs = 3_000;
const renewMs = 15_000;
const leaseSeconds = 40;

interface LeaseOptions {
  hub: Pick<LiveHub, 'sockets'>;
  sql: SqlRunner;
  log: Logger;
}

export function leaseLivePeople({ hub, sql, log }: LeaseOptions): AsyncDisposable {
  const serverId = randomUUID();
  let leased = new Set<string>();
  let renewedAtMs = Number.NEGATIVE_INFINITY;
  const loop = new Loop({
    name: 'people who are live',
    pollIntervalMs: roundMs,
    log,
    run: async () => {
      const people = new Set([...hub.sockets].map(({ caller }) => caller.personId));
      const isDue = performance.now() - renewedAtMs > renewMs;
      const gone = [...leased.difference(people)];
      const coming = [...(isDue ? people : people.difference(leased))];
      if (gone.length > 0) {
        await sql`
          delete from ops.live_people
          where server_id = ${serverId} and person_id = any(${gone}::uuid[])`;
      }
      if (coming.length > 0) {
        await sql`
          insert into ops.live_people (server_id, person_id, until)
          select ${serverId}, person_id, now() + ${leaseSeconds} * interval '1 second'
          from unnest(${coming}::uuid[]) person_id
          on conflict (server_id, person_id) do update set until = excluded.until`;
      }
      leased = people;
      if (!isDue) return;
      renewedAtMs = performance.now();
      await sql`delete from ops.live_people where until < now()`;
    },
  });
  loop.wake();
  return {
    [Symbol.asyncDispose]: async () => {
      await loop[Symbol.asyncDispose]();
      // Where the database is away the leases end by themselves.
      await sql`delete from ops.live_people where server_id = ${serverId}`.catch((error: unknown) =>
        log.debug({ err: error }, 'leases of live people stay until they end'),
      );
    },
  };
}
