/** What others have said in chats since a person read them last. */
import { sql } from 'drizzle-orm';
import { chatReads, meetings, messages } from '#drizzle/meetings.ts';
import type { Database } from '#infra/db/database.ts';
import { mayEnterAs } from './meetings.query.ts';

export interface UnreadChat extends Record<string, unknown> {
  meeting_id: string;
  /** `maxUnreadCount` means that there may be more. */
  count: number;
}

/** Nobody reads a number beyond it, and counting costs. */
const maxUnreadCount = 100;

/** Unread are others' messages that are still there; who comes and goes is no message. */
function unreadBy(personId: string) {
  return sql`${messages.system} is null
    and ${messages.deletedAt} is null
    and ${messages.personId} <> ${personId}`;
}

/** Chats that a person may enter, as far as there is something unread in them. */
export async function unreadChats({ orm }: Database, personId: string): Promise<UnreadChat[]> {
  return orm.execute<UnreadChat>(sql`
    select ${meetings.id} as meeting_id, unread.count
    from ${meetings}
    left join ${chatReads}
      on ${chatReads.meetingId} = ${meetings.id} and ${chatReads.personId} = ${personId}
    cross join lateral (
      select count(*)::int as count from (
        select from ${messages}
        where ${messages.meetingId} = ${meetings.id}
          and ${messages.position} > coalesce(${chatReads.position}, 0)
          and ${unreadBy(personId)}
        limit ${maxUnreadCount}
      ) counted
    ) unread
    where ${mayEnterAs(personId)} and unread.count > 0`);
}

export interface UnreadMessages extends Record<string, unknown> {
  /** The first of them; null where there is none. */
  first_id: string | null;
  count: number;
}

/** What is unread in one chat; nothing for who comes for the first time: all of it is new to them. */
export async function unreadMessages(
  { orm }: Database,
  meetingId: string,
  personId: string,
): Promise<UnreadMessages> {
  const [found] = await orm.execute<UnreadMessages>(sql`
    select (array_agg(id order by position))[1] as first_id, count(*)::int as count
    from (
      select ${messages.id}, ${messages.position} from ${messages}
      where ${messages.meetingId} = ${meetingId}
        and ${messages.position} > (
          select ${chatReads.position} from ${chatReads}
          where ${chatReads.meetingId} = ${meetingId} and ${chatReads.personId} = ${personId})
        and ${unreadBy(personId)}
      order by ${messages.position}
      limit ${maxUnreadCount}
    ) unread`);
  return found ?? { first_id: null, count: 0 };
}
