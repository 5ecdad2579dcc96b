/**
 * Who is in a chat, by leases in Postgres: a row a person and room, however many tabs and servers.
 * Each server holds the rows of those whom it has a socket of. A row that nobody held for the time
 * of grace is taken away by whichever server finds it first, in the transaction that appends
 * `ParticipantLeft`; one that was not there comes in the transaction of `ParticipantJoined`. So a
 * reload is neither, and the end of a server is one leave a person, by whoever outlives it.
 *
 * Invariant: a row is there exactly while the person's last event in this room is that they joined.
 */
import { v7 as uuidv7 } from 'uuid';
import type { DomainEvent } from '#domain/kernel/event.ts';
import { accept } from '#domain/kernel/result.ts';
import { ParticipantJoined, ParticipantLeft } from '#domain/meetings/attendance.events.ts';
import { type EventLog, transact, type UnitOfWork } from '#infra/log/transact.ts';

export interface Attendant {
  meetingId: string;
  personId: string;
}

/** Taken away at once; the next round goes on. */
const endedAtOnce = 500;

/** Makes these leases last for the time of grace from now; the ids of the events of who joined. */
export async function holdLeases(
  log: EventLog,
  attendants: readonly Attendant[],
  graceMs: number,
): Promise<string[]> {
  if (attendants.length === 0) return [];
  const meetingIds = attendants.map(({ meetingId }) => meetingId);
  const personIds = attendants.map(({ personId }) => personId);
  return changing(log, async (unit) => {
    const stayIds = attendants.map(() => uuidv7());
    // In one order everywhere, so that two servers never wait for each other crosswise.
    const held = await unit.tx<{ meeting_id: string; person_id: string; stay_id: string }[]>`
      insert into ops.presence_leases (meeting_id, person_id, stay_id, leased_until)
      select meeting_id, person_id, stay_id,
             -- Not now(): what had to wait for the database would have run out before it is there.
             clock_timestamp() + ${graceMs} * interval '1 millisecond'
      from unnest(${meetingIds}::uuid[], ${personIds}::uuid[], ${stayIds}::uuid[])
        as attendant (meeting_id, person_id, stay_id)
      order by meeting_id, person_id
      on conflict (meeting_id, person_id) do update
      set leased_until = greatest(presence_leases.leased_until, excluded.leased_until)
      returning meeting_id, person_id, stay_id`;
    const own = new Set(stayIds);
    const joined = held.filter((row) => own.has(row.stay_id));
    await append(unit, joined, (row) =>
      ParticipantJoined.of({
        meetingId: row.meeting_id,
        personId: row.person_id,
        messageId: row.stay_id,
      }),
    );
  });
}

/** Takes away leases that ran out; how many. What another server is at is left to it. */
export async function endLeases(log: EventLog): Promise<{ ended: number; more: boolean }> {
  let ended = 0;
  await changing(log, async (unit) => {
    const left = await unit.tx<{ meeting_id: string; person_id: string }[]>`
      delete from ops.presence_leases lease using (
        select meeting_id, person_id from ops.presence_leases where leased_until < now()
        order by meeting_id, person_id limit ${endedAtOnce} for update skip locked
      ) gone
      where lease.meeting_id = gone.meeting_id and lease.person_id = gone.person_id
      returning lease.meeting_id, lease.person_id`;
    await append(unit, left, (row) =>
      ParticipantLeft.of({
        meetingId: row.meeting_id,
        personId: row.person_id,
        messageId: uuidv7(),
      }),
    );
    ended = left.length;
  });
  return { ended, more: ended === endedAtOnce };
}

async function append<Row extends { meeting_id: string }>(
  unit: UnitOfWork,
  rows: readonly Row[],
  eventOf: (row: Row) => DomainEvent,
): Promise<void> {
  for (const [meetingId, those] of Map.groupBy(rows, (row) => row.meeting_id)) {
    const events = those.map(eventOf);
    await unit.append({ stream: `attendance-${meetingId}`, expectedVersion: 'any', events });
  }
}

async function changing(
  log: EventLog,
  work: (unit: UnitOfWork) => Promise<void>,
): Promise<string[]> {
  const changed = await transact(log, { actorId: null }, async (unit) => {
    await work(unit);
    return accept(null);
  });
  // Many others wrote to the same rooms at the same moment: the next round does it.
  if (!changed.ok) throw new Error(`presence could not be written: ${changed.refusal.code}`);
  return changed.value.eventIds;
}
