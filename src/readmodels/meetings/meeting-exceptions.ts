/** The rows of the times of meetings that are otherwise than their rules have them. */
import { eq } from 'drizzle-orm';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { unpacked } from '#domain/meetings/carried-occurrences.ts';
import type {
  CarriedException,
  MeetingDetails,
  OccurrenceDetails,
} from '#domain/meetings/meeting.events.ts';
import { meetingExceptions, meetings } from '#drizzle/meetings.ts';
import type { Orm } from '#infra/db/database.ts';
import type { Statement } from '#infra/projections/projection.ts';

type OccurrenceEvent = RecordedEvent<MeetingDetails & { occurrence: OccurrenceDetails }>;

/** One time of it, as it is from now on; the meeting itself has only its version changed. */
export function exception(
  { data, version }: OccurrenceEvent,
  orm: Orm,
  status: 'scheduled' | 'cancelled',
): Statement[] {
  const { meetingId, occurrence } = data;
  const { originalStartsAt, ...details } = occurrence;
  const values = { ...details, status };
  return [
    orm
      .insert(meetingExceptions)
      .values({ meetingId, originalStartsAt, ...values })
      .onConflictDoUpdate({
        target: [meetingExceptions.meetingId, meetingExceptions.originalStartsAt],
        set: values,
      }),
    orm.update(meetings).set({ version }).where(eq(meetings.id, meetingId)),
  ];
}

type Carrying = MeetingDetails & { exceptions: CarriedException[] | null };

/** In place of all that there were; null leaves them. */
export function carriedExceptions({ exceptions, ...meeting }: Carrying, orm: Orm): Statement[] {
  if (!exceptions) return [];
  const { meetingId } = meeting;
  const rows = unpacked(exceptions, meeting).map(({ isCancelled, ...details }) => {
    return { meetingId, ...details, status: isCancelled ? 'cancelled' : 'scheduled' } as const;
  });
  const gone = orm.delete(meetingExceptions).where(eq(meetingExceptions.meetingId, meetingId));
  return rows.length > 0 ? [gone, orm.insert(meetingExceptions).values(rows)] : [gone];
}
