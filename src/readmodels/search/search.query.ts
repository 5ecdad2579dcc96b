/**
 * One question over everything a person may see. Words are found by their beginnings, through
 * Postgres' full text, and names also where they are mistyped, by trigrams. Each kind is asked by
 * itself: its own index, its own rule of who may see it. The plans are in `docs/search.md`.
 */
import { and, desc, eq, ilike, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Viewer } from '#domain/kernel/viewer.ts';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import type { TaskStatus } from '#domain/tasks/task.events.ts';
import { wordsOf } from '#drizzle/columns.ts';
import { files } from '#drizzle/files.ts';
import { meetings, messages } from '#drizzle/meetings.ts';
import { people } from '#drizzle/people.ts';
import { projectMembers, projects } from '#drizzle/projects.ts';
import { taskComments, tasks } from '#drizzle/tasks.ts';
import type { Database, Orm } from '#infra/db/database.ts';
import { visibleTo } from '../files/files.query.ts';
import { concerns, mayEnterAs } from '../meetings/meetings.query.ts';
import { type AskedWords, askedWords } from './asked-words.ts';

export interface SearchHit {
  kind: 'project' | 'task' | 'comment' | 'meeting' | 'message' | 'file' | 'person';
  /** Of what it leads to: for a comment that is its task, for a message its meeting. */
  id: string;
  title: string;
  /** Where it is, or what of it was found. */
  detail: string | null;
  project_id: string | null;
  status: TaskStatus | null;
  /** Where it is one of a chat. */
  message_id?: string;
}

const perKind = 8;
/** One letter wrong or missing in a word of seven. */
const closeEnough = '0.45';
const excerptLength = 120;
/** So many are looked through in some 10 ms on a quiet machine. */
const newestSaid = 1_000;

/** Best first within each kind; nothing for a question without a letter or a figure in it. */
export async function searchFor(
  database: Database,
  viewer: Viewer,
  question: string,
): Promise<SearchHit[]> {
  const asked = askedWords(question);
  if (!asked) return [];
  return withLikeness(database, async (tx) => [
    ...(await tasksLike(tx, inVisibleProject(tx, viewer, tasks.projectId), asked)),
    ...(await commentsLike(tx, viewer, asked)),
    ...(await projectsLike(tx, viewer, asked)),
    ...(await meetingsLike(tx, viewer, asked)),
    ...(await messagesLike(tx, viewer, asked)),
    ...(await filesLike(tx, viewer, asked)),
    ...(await peopleLike(tx, asked)),
  ]);
}

/** The tasks of one project in the same way; of no words those that changed last. */
export async function searchTasks(
  database: Database,
  projectId: string,
  question: string,
): Promise<SearchHit[]> {
  const ofProject = eq(tasks.projectId, projectId);
  const asked = askedWords(question);
  if (asked) return withLikeness(database, (tx) => tasksLike(tx, ofProject, asked));
  return question.trim() === '' ? tasksWhere(database.orm, ofProject, [desc(tasks.updatedAt)]) : [];
}

function withLikeness(
  { orm }: Database,
  ask: (tx: Orm) => Promise<SearchHit[]>,
): Promise<SearchHit[]> {
  return orm.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('pg_trgm.word_similarity_threshold', ${closeEnough}, true)`,
    );
    return ask(tx);
  });
}

function named(column: AnyPgColumn, { text }: AskedWords): SQL | undefined {
  return or(ilike(column, `%${text}%`), sql`${text} <% ${column}`);
}

function closeness(column: AnyPgColumn, { text }: AskedWords): SQL {
  return desc(sql`(${column} ilike ${`${text}%`})::int + word_similarity(${text}, ${column})`);
}

/** The rule of `maySeeProject`, as a condition on what is in one. */
function inVisibleProject(orm: Orm, viewer: Viewer, projectId: AnyPgColumn): SQL | undefined {
  if (viewer.isAdmin) return undefined;
  const own = orm
    .select({ id: projectMembers.projectId })
    .from(projectMembers)
    .where(eq(projectMembers.personId, viewer.personId));
  return sql`${projectId} in ${own}`;
}

async function projectsLike(orm: Orm, viewer: Viewer, asked: AskedWords): Promise<SearchHit[]> {
  const rows = await orm
    .select({ id: projects.id, title: projects.name, detail: projects.description })
    .from(projects)
    .where(
      and(
        inVisibleProject(orm, viewer, projects.id),
        or(
          named(projects.name, asked),
          sql`${wordsOf(projects.name, projects.description)} @@ ${asked.query}`,
        ),
      ),
    )
    .orderBy(closeness(projects.name, asked))
    .limit(perKind);
  return rows.map((row) => ({ ...row, kind: 'project', project_id: row.id, status: null }));
}

/** By words; only where those find little also by likeness, which costs more the more there are. */
async function tasksLike(
  orm: Orm,
  visible: SQL | undefined,
  asked: AskedWords,
): Promise<SearchHit[]> {
  const ask = (found: SQL, order: SQL[]) => tasksWhere(orm, and(visible, found), order);
  const byWords = await ask(sql`${wordsOf(tasks.title, tasks.description)} @@ ${asked.query}`, [
    desc(ilike(tasks.title, `${asked.text}%`)),
    desc(tasks.updatedAt),
  ]);
  const byLikeness =
    byWords.length < perKind
      ? await ask(sql`${asked.text} <% ${tasks.title}`, [closeness(tasks.title, asked)])
      : [];
  const known = new Set(byWords.map(({ id }) => id));
  return [...byWords, ...byLikeness.filter(({ id }) => !known.has(id))].slice(0, perKind);
}

async function tasksWhere(
  orm: Orm,
  condition: SQL | undefined,
  order: SQL[],
): Promise<SearchHit[]> {
  const rows = await orm
    .select({
      id: tasks.id,
      title: tasks.title,
      detail: projects.name,
      project_id: tasks.projectId,
      status: tasks.status,
    })
    .from(tasks)
    .innerJoin(projects, eq(projects.id, tasks.projectId))
    .where(condition)
    .orderBy(...order)
    .limit(perKind);
  return rows.map((row) => ({ ...row, kind: 'task' }));
}

/**
 * Newest first. A word that is everywhere is found among the newest of all; one that is not, by its
 * index: that has no order, and to go by the order alone means to take the words of each comment apart.
 */
async function commentsLike(orm: Orm, viewer: Viewer, asked: AskedWords): Promise<SearchHit[]> {
  const newest = sql`(
    select * from ${taskComments} order by ${taskComments.logPosition} desc limit ${newestSaid}
  ) as task_comments`;
  const amongNewest = await commentsIn(orm, newest, viewer, asked);
  return amongNewest.length === perKind
    ? amongNewest
    : commentsIn(orm, sql`${taskComments}`, viewer, asked);
}

async function commentsIn(
  orm: Orm,
  comments: SQL,
  viewer: Viewer,
  asked: AskedWords,
): Promise<SearchHit[]> {
  const visible = inVisibleProject(orm, viewer, taskComments.projectId) ?? sql`true`;
  const rows = await orm.execute<{ id: string; title: string; detail: string; project_id: string }>(
    sql`
    with said as materialized (
      select ${taskComments.taskId}, ${taskComments.text}, ${taskComments.logPosition}
      from ${comments}
      where ${visible} and ${wordsOf(taskComments.text)} @@ ${asked.query}
    )
    select ${tasks.id}, ${tasks.title}, ${tasks.projectId},
           left(said.text, ${excerptLength}) as detail
    from said join ${tasks} on ${tasks.id} = said.task_id
    order by said.log_position desc limit ${perKind}`,
  );
  return rows.map((row) => ({
    ...row,
    detail: withoutMentionIds(row.detail),
    kind: 'comment',
    status: null,
  }));
}

async function meetingsLike(orm: Orm, viewer: Viewer, asked: AskedWords): Promise<SearchHit[]> {
  const rows = await orm
    .select({ id: meetings.id, title: meetings.title, detail: meetings.startsAt })
    .from(meetings)
    .where(and(concerns(viewer.personId), named(meetings.title, asked)))
    .orderBy(closeness(meetings.title, asked), desc(meetings.startsAt))
    .limit(perKind);
  return rows.map((row) => ({ ...row, kind: 'meeting', project_id: null, status: null }));
}

/**
 * Those of the chats that the person may enter, newest first, in the same two steps. What was deleted has
 * no words left. The chats as an array: on the way back others' messages are passed over at once.
 */
async function messagesLike(orm: Orm, viewer: Viewer, asked: AskedWords): Promise<SearchHit[]> {
  const own = orm.select({ id: meetings.id }).from(meetings).where(mayEnterAs(viewer.personId));
  const newest = sql`(
    select * from ${messages} where ${messages.meetingId} = any(array(${own}))
    order by ${messages.position} desc limit ${newestSaid}
  ) as messages`;
  const amongNewest = await messagesIn(orm, newest, sql`true`, asked);
  return amongNewest.length === perKind
    ? amongNewest
    : messagesIn(orm, sql`${messages}`, sql`${messages.meetingId} in ${own}`, asked);
}

async function messagesIn(
  orm: Orm,
  chats: SQL,
  visible: SQL,
  asked: AskedWords,
): Promise<SearchHit[]> {
  const rows = await orm.execute<{ id: string; title: string; detail: string; message_id: string }>(
    sql`
    with said as materialized (
      select ${messages.id}, ${messages.meetingId}, ${messages.text}, ${messages.position}
      from ${chats}
      where ${visible} and ${wordsOf(messages.text)} @@ ${asked.query}
    )
    select ${meetings.id}, ${meetings.title}, said.id as message_id,
           left(said.text, ${excerptLength}) as detail
    from said join ${meetings} on ${meetings.id} = said.meeting_id
    order by said.position desc limit ${perKind}`,
  );
  return rows.map((row) => ({
    ...row,
    detail: withoutMentionIds(row.detail),
    kind: 'message',
    project_id: null,
    status: null,
  }));
}

async function filesLike(orm: Orm, viewer: Viewer, asked: AskedWords): Promise<SearchHit[]> {
  const rows = await orm
    .select({ id: files.id, title: files.originalName, project_id: files.projectId })
    .from(files)
    .where(
      and(isNull(files.trashedAt), visibleTo(orm, viewer, files), named(files.originalName, asked)),
    )
    .orderBy(closeness(files.originalName, asked), desc(files.position))
    .limit(perKind);
  return rows.map((row) => ({ ...row, kind: 'file', detail: null, status: null }));
}

async function peopleLike(orm: Orm, asked: AskedWords): Promise<SearchHit[]> {
  const rows = await orm
    .select({ id: people.id, title: people.name })
    .from(people)
    .where(named(people.name, asked))
    .orderBy(closeness(people.name, asked))
    .limit(perKind);
  return rows.map((row) => ({
    ...row,
    kind: 'person',
    detail: null,
    project_id: null,
    status: null,
  }));
}
