/** When meetings take place: those that come again are worked out for the span that is asked for. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { meetingExceptions, meetings } from '#drizzle/meetings.ts';
import type { Database } from '#infra/db/database.ts';
import { isOccurrence, occurrencesBetween } from '#infra/recurrence/occurrences.ts';
import { type MeetingEntity, type OccurrenceEntity, occurrenceSchema } from './meeting.entity.ts';
import { concerns, meetingColumns } from './meetings.query.ts';

export interface OccurrencesSpan {
  /** Those that are not over by then. */
  from: string;
  /** Those that begin before. */
  to: string;
}

/** More than anybody looks at in one page; working out more would hold up everybody else. */
const maxOccurrences = 2_000;

export const occurrencesSchema = z.object({
  /** By their beginning. */
  results: z.array(occurrenceSchema),
  /** There are more in the span than anybody is told of. */
  has_more: z.boolean(),
});
export type Occurrences = z.infer<typeof occurrencesSchema>;

export function occurrencesOf(
  database: Database,
  personId: string,
  { projectId, ...span }: OccurrencesSpan & { projectId: string | null },
): Promise<Occurrences> {
  const where = and(concerns(personId), projectId ? eq(meetings.projectId, projectId) : undefined);
  return occurrencesWhere(database, where, span);
}

/** Everybody's, for who reminds them. */
export function occurrencesOfAll(database: Database, span: OccurrencesSpan): Promise<Occurrences> {
  return occurrencesWhere(database, ne(meetings.status, 'cancelled'), span);
}

export function occurrencesOfMeeting(
  database: Database,
  meetingId: string,
  span: OccurrencesSpan,
): Promise<Occurrences> {
  return occurrencesWhere(database, eq(meetings.id, meetingId), span);
}

/** One time of a meeting, by when the rule has it; undefined where it has none then. */
export async function occurrenceAt(
  database: Database,
  meeting: MeetingEntity,
  originalStartsAt: string,
): Promise<OccurrenceEntity | undefined> {
  if (!meeting.recurrence || !isOccurrence(seriesOf(meeting), originalStartsAt)) return undefined;
  const [exception] = await database.orm
    .select()
    .from(meetingExceptions)
    .where(
      and(
        eq(meetingExceptions.meetingId, meeting.id),
        eq(meetingExceptions.originalStartsAt, originalStartsAt),
      ),
    );
  return occurrenceOf(meeting, originalStartsAt, exception);
}

/** Times of these meetings that are otherwise than their rules have them. */
export function exceptionsOf(database: Database, meetingIds: readonly string[]) {
  return database.orm
    .select()
    .from(meetingExceptions)
    .where(inArray(meetingExceptions.meetingId, [...meetingIds]))
    .orderBy(asc(meetingExceptions.originalStartsAt));
}

async function occurrencesWhere(
  database: Database,
  where: SQL | undefined,
  { from, to }: OccurrencesSpan,
): Promise<Occurrences> {
  const found = await database.orm
    .select(meetingColumns)
    .from(meetings)
    .where(
      and(
        where,
        or(
          and(isNotNull(meetings.recurrence), ne(meetings.status, 'cancelled')),
          and(isNull(meetings.recurrence), lt(meetings.startsAt, to), gt(meetings.endsAt, from)),
        ),
      ),
    )
    .orderBy(asc(meetings.startsAt), asc(meetings.id));
  const again = found.filter(({ recurrence }) => recurrence !== null);
  const exceptions = Map.groupBy(
    again.length > 0
      ? await exceptionsOf(
          database,
          again.map(({ id }) => id),
        )
      : [],
    ({ meetingId }) => meetingId,
  );
  const results: OccurrenceEntity[] = [];
  for (const meeting of found) {
    if (results.length > maxOccurrences) break;
    results.push(...timesOf(meeting, exceptions.get(meeting.id) ?? [], { from, to }));
  }
  results.sort((one, other) => one.starts_at.localeCompare(other.starts_at));
  return {
    results: results.slice(0, maxOccurrences),
    has_more: results.length > maxOccurrences,
  };
}

export type OccurrenceException = typeof meetingExceptions.$inferSelect;

function timesOf(
  meeting: MeetingEntity,
  exceptions: readonly OccurrenceException[],
  { from, to }: OccurrencesSpan,
): OccurrenceEntity[] {
  if (meeting.recurrence === null) return [{ ...meeting, occurrence: null }];
  const series = seriesOf(meeting);
  const lengthMs = Date.parse(meeting.ends_at) - Date.parse(meeting.starts_at);
  const span = { from: new Date(Date.parse(from) - lengthMs), to: new Date(to) };
  const byOriginal = new Map(exceptions.map((one) => [one.originalStartsAt, one]));
  const regular = occurrencesBetween(series, span);
  const known = new Set(regular);
  const movedHere = exceptions
    .map(({ originalStartsAt }) => originalStartsAt)
    .filter((original) => !known.has(original) && isOccurrence(series, original));
  return [...regular, ...movedHere]
    .map((original) => occurrenceOf(meeting, original, byOriginal.get(original)))
    .filter(({ starts_at, ends_at }) => starts_at < to && ends_at > from);
}

function occurrenceOf(
  meeting: MeetingEntity,
  originalStartsAt: string,
  exception: OccurrenceException | undefined,
): OccurrenceEntity {
  const lengthMs = Date.parse(meeting.ends_at) - Date.parse(meeting.starts_at);
  return {
    ...meeting,
    occurrence: originalStartsAt,
    starts_at: exception?.startsAt ?? originalStartsAt,
    ends_at: exception?.endsAt ?? new Date(Date.parse(originalStartsAt) + lengthMs).toISOString(),
    ...(exception ? { title: exception.title, description: exception.description } : {}),
    status: meeting.status === 'cancelled' ? 'cancelled' : (exception?.status ?? meeting.status),
  };
}

function seriesOf({ starts_at, time_zone, recurrence }: MeetingEntity) {
  return { startsAt: starts_at, timeZone: time_zone, recurrence };
}
