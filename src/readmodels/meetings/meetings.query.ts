import { and, asc, desc, eq, gt, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { ProjectRole } from '#domain/projects/project.decider.ts';
import { meetingParticipants, meetings } from '#drizzle/meetings.ts';
import { projectMembers, projects } from '#drizzle/projects.ts';
import type { Database } from '#infra/db/database.ts';
import { Gathering } from '#infra/db/gathering.ts';
import type { MeetingEntity } from './meeting.entity.ts';

export interface MeetingsPage {
  projectId: string | null;
  /** Meetings that are not over by then, and those that come again. */
  from: string | null;
  /** Meetings that begin before. */
  to: string | null;
  /** Which of them come first, by their beginning. */
  order: 'earliest' | 'latest';
  limit: number;
  /** As `next_cursor` gave it. */
  cursor: string | null;
}

/** The start in ms and the id of a page's last meeting. */
export const meetingsCursor = /^(-?\d{1,15})_([0-9a-f-]{36})$/;

/** A meeting's columns as its entity names them. */
export const meetingColumns = {
  id: meetings.id,
  project_id: meetings.projectId,
  title: meetings.title,
  description: meetings.description,
  starts_at: meetings.startsAt,
  ends_at: meetings.endsAt,
  time_zone: meetings.timeZone,
  recurrence: meetings.recurrence,
  participant_ids: meetings.participantIds,
  organizer_id: meetings.organizerId,
  status: meetings.status,
  version: meetings.version,
};

function isParticipant(personId: string | SQL): SQL<boolean> {
  return sql<boolean>`exists (
    select from ${meetingParticipants}
    where ${meetingParticipants.meetingId} = ${meetings.id}
      and ${meetingParticipants.personId} = ${personId})`;
}

function isMember(personId: string): SQL<boolean> {
  return sql<boolean>`exists (
    select from ${projectMembers}
    where ${projectMembers.projectId} = ${meetings.projectId}
      and ${projectMembers.personId} = ${personId})`;
}

/** The rule of `mayEnterChat`, as a condition on meetings. */
export function mayEnterAs(personId: string): SQL | undefined {
  return or(eq(meetings.organizerId, personId), isParticipant(personId));
}

/** What a person holds, takes part in or has in their projects. */
export function concerns(personId: string): SQL | undefined {
  return or(mayEnterAs(personId), isMember(personId));
}

/** What a person holds, takes part in or has in their projects, by its beginning. */
export async function meetingsOf(
  database: Database,
  personId: string,
  page: MeetingsPage,
): Promise<{ results: MeetingEntity[]; next_cursor: string | null }> {
  const { projectId, from, to, order } = page;
  const inOrder = order === 'latest' ? desc : asc;
  const rows = await database.orm
    .select(meetingColumns)
    .from(meetings)
    .where(
      and(
        concerns(personId),
        projectId ? eq(meetings.projectId, projectId) : undefined,
        from ? or(gt(meetings.endsAt, from), isNotNull(meetings.recurrence)) : undefined,
        to ? lt(meetings.startsAt, to) : undefined,
        beyond(page),
      ),
    )
    .orderBy(inOrder(meetings.startsAt), inOrder(meetings.id))
    .limit(page.limit + 1);
  const results = rows.slice(0, page.limit);
  const last = results.at(-1);
  const more = rows.length > page.limit && last;
  return { results, next_cursor: more ? `${Date.parse(last.starts_at)}_${last.id}` : null };
}

/** More than a calendar takes gladly. */
const maxInCalendar = 2_000;

/** All of a person's meetings that are not over by then, the latest where they are too many. */
export function meetingsForCalendar(
  { orm }: Database,
  personId: string,
  since: string,
): Promise<MeetingEntity[]> {
  return orm
    .select(meetingColumns)
    .from(meetings)
    .where(and(concerns(personId), or(gt(meetings.endsAt, since), isNotNull(meetings.recurrence))))
    .orderBy(desc(meetings.startsAt), desc(meetings.id))
    .limit(maxInCalendar);
}

function beyond({ cursor, order }: MeetingsPage): SQL | undefined {
  const [, startsAtMs, id] = (cursor && meetingsCursor.exec(cursor)) || [];
  if (!startsAtMs || !id) return undefined;
  const startsAt = new Date(Number(startsAtMs)).toISOString();
  const last = sql`(${startsAt}::timestamptz, ${id}::uuid)`;
  const row = sql`(${meetings.startsAt}, ${meetings.id})`;
  return order === 'latest' ? sql`${row} < ${last}` : sql`${row} > ${last}`;
}

export interface MeetingFor {
  meeting: MeetingEntity;
  isParticipant: boolean;
  /** The person's in the meeting's project; null where they have none or it is in none. */
  projectRole: ProjectRole | null;
  /** The meeting's project is in the archive. */
  isArchived: boolean;
}

interface AskedMeeting {
  meetingId: string;
  personId: string;
}

const asking = new WeakMap<Database, Gathering<AskedMeeting, MeetingFor | undefined>>();

/**
 * A meeting with what decides about a person's rights in it. Whoever asks in the same moment, as those
 * who write into chats do or come back to them, is answered by one query.
 */
export function meetingFor(
  database: Database,
  meetingId: string,
  personId: string,
): Promise<MeetingFor | undefined> {
  const gathering = asking.get(database) ?? new Gathering((asked) => meetingsFor(database, asked));
  asking.set(database, gathering);
  return gathering.ask({ meetingId, personId });
}

async function meetingsFor(
  { orm }: Database,
  asked: readonly AskedMeeting[],
): Promise<(MeetingFor | undefined)[]> {
  const meetingIds = sql.param(asked.map(({ meetingId }) => meetingId));
  const personIds = sql.param(asked.map(({ personId }) => personId));
  const personId = sql`asked.person_id`;
  const rows = await orm
    .select({
      place: sql<number>`asked.place::int`,
      meeting: meetingColumns,
      isParticipant: isParticipant(personId),
      projectRole: projectMembers.role,
      isArchived: sql<boolean>`${projects.archivedAt} is not null`,
    })
    .from(meetings)
    .innerJoin(
      sql`unnest(${meetingIds}::uuid[], ${personIds}::uuid[])
        with ordinality as asked (meeting_id, person_id, place)`,
      eq(meetings.id, sql`asked.meeting_id`),
    )
    .leftJoin(projects, eq(projects.id, meetings.projectId))
    .leftJoin(
      projectMembers,
      and(eq(projectMembers.projectId, meetings.projectId), eq(projectMembers.personId, personId)),
    );
  const byPlace = new Map(rows.map(({ place, ...found }) => [place, found]));
  return asked.map((_, index) => byPlace.get(index + 1));
}
