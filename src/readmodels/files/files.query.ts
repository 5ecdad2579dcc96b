import {
  and,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { mayChangeFile, maySeeFile } from '#domain/files/file.permissions.ts';
import type { Viewer } from '#domain/kernel/viewer.ts';
import { meetingParticipants, meetings } from '#drizzle/meetings.ts';
import { files } from '#drizzle/files.ts';
import { people } from '#drizzle/people.ts';
import { projectMembers } from '#drizzle/projects.ts';
import type { Database, Orm } from '#infra/db/database.ts';
import { Gathering } from '#infra/db/gathering.ts';
import { inSnapshot } from '#infra/projections/snapshot.ts';
import { fileActor } from './file-actor.query.ts';
import type { FileRow, ShownFile } from './file.entity.ts';
import { type FileFilters, matching } from './file-filters.ts';
import { avatarColumn } from '../people/avatar.ts';
import { type FilesOrder, orderedBy } from './files-order.ts';
import { filesProjection } from './files.projection.ts';

/** Those in the trash, or those that are not. */
export interface FilesPage extends FileFilters, FilesOrder {
  limit: number;
}

export interface FilesSnapshot {
  results: ShownFile[];
  next_cursor: string | null;
  /** Where in the log all of this was true: subscribe from here and nothing is missed. */
  position: string;
}

const other = alias(files, 'other');
type FileTable = typeof files | typeof other;

/** A viewer, of whom who they are may be another one for each row. */
type Asking = Pick<Viewer, 'isAdmin'> & { personId: string | SQL };

/** The rule of `maySeeFile`, as a condition on rows. */
export function visibleTo(orm: Orm, viewer: Asking, table: FileTable): SQL | undefined {
  const { personId } = viewer;
  const ownProjects = orm
    .select({ id: projectMembers.projectId })
    .from(projectMembers)
    .where(eq(projectMembers.personId, personId));
  const entered = orm
    .select({ id: meetingParticipants.meetingId })
    .from(meetingParticipants)
    .where(eq(meetingParticipants.personId, personId));
  return or(
    eq(table.uploadedBy, personId),
    viewer.isAdmin ? isNotNull(table.projectId) : inArray(table.projectId, ownProjects),
    inArray(table.meetingId, entered),
    inArray(table.meetingId, organizedBy(orm, personId)),
  );
}

function organizedBy(orm: Orm, personId: string | SQL) {
  return orm.select({ id: meetings.id }).from(meetings).where(eq(meetings.organizerId, personId));
}

type Roles = (typeof projectMembers.$inferSelect)['role'][];

/** The rule of `mayChangeFile` in the same way: whose trash one sees. */
function changeableBy(
  orm: Orm,
  { personId }: Asking,
  roles: Roles = ['owner', 'editor'],
): SQL | undefined {
  const ownProjects = orm
    .select({ id: projectMembers.projectId })
    .from(projectMembers)
    .where(and(eq(projectMembers.personId, personId), inArray(projectMembers.role, roles)));
  return or(
    eq(files.uploadedBy, personId),
    inArray(files.projectId, ownProjects),
    inArray(files.meetingId, organizedBy(orm, personId)),
  );
}

/** The rule of `mayDeleteForGood`: administrators answer for each project that they work in. */
function isDeletableBy(orm: Orm, viewer: Asking) {
  const may = changeableBy(orm, viewer, viewer.isAdmin ? undefined : ['owner']);
  return sql<boolean>`${files.trashedAt} is not null and coalesce(${may}, false)`;
}

/** An earlier file of the same bytes that the viewer sees as well; others' are none of theirs. */
function hasVisibleCopy(orm: Orm, viewer: Asking) {
  const copies = orm
    .select({ id: other.id })
    .from(other)
    .where(
      and(
        eq(other.sha256, files.sha256),
        ne(other.id, files.id),
        lt(other.position, files.position),
        isNull(other.trashedAt),
        visibleTo(orm, viewer, other),
      ),
    );
  return sql<boolean>`${exists(copies)}`;
}

function shownColumns(orm: Orm, viewer: Asking) {
  return {
    file: files,
    uploader: { id: people.id, name: people.name, avatar_url: avatarColumn },
    deduplicated: hasVisibleCopy(orm, viewer),
    isDeletable: isDeletableBy(orm, viewer),
  };
}

function select(orm: Orm, viewer: Asking) {
  return orm
    .select(shownColumns(orm, viewer))
    .from(files)
    .leftJoin(people, eq(people.id, files.uploadedBy))
    .$dynamic();
}

/** List and position from one snapshot of the database. */
export async function filesSnapshot(
  database: Database,
  viewer: Viewer,
  page: FilesPage,
): Promise<FilesSnapshot> {
  return inSnapshot(database, [filesProjection.name], async ({ orm, position }) => {
    const { orderBy, after, cursorOf } = orderedBy(page);
    const rows = await select(orm, viewer)
      .where(
        and(
          page.trashed
            ? and(isNotNull(files.trashedAt), changeableBy(orm, viewer))
            : and(isNull(files.trashedAt), visibleTo(orm, viewer, files)),
          matching(page),
          after,
        ),
      )
      .orderBy(...orderBy)
      .limit(page.limit + 1);
    const results = rows.slice(0, page.limit);
    const last = results.at(-1);
    return {
      results,
      next_cursor: last && rows.length > page.limit ? cursorOf(last.file) : null,
      position: String(position),
    };
  });
}

interface Wanted {
  personId: string;
  fileId: string;
}

type LookUp = Gathering<Wanted, ShownFile | undefined>;

const lookUps = new WeakMap<Orm, Map<boolean, LookUp>>();

/** Asked for at each upload and each look, by many at once: to word and to plan it takes longer than to answer, so both are done once. */
function lookUp(orm: Orm, isAdmin: boolean): LookUp {
  const known = lookUps.get(orm) ?? new Map<boolean, LookUp>();
  lookUps.set(orm, known);
  const prepared = known.get(isAdmin) ?? prepareLookUp(orm, isAdmin);
  known.set(isAdmin, prepared);
  return prepared;
}

function prepareLookUp(orm: Orm, isAdmin: boolean): LookUp {
  const { placeholder } = sql;
  const query = orm
    .select({
      place: sql<number>`asked.place::int`,
      ...shownColumns(orm, { personId: sql`asked.person_id`, isAdmin }),
    })
    // Postgres keeps a plan if one made for these very values would be no cheaper. Of an array that comes from a
    // query it never sees the length; and each file looked for by itself is found by its key, however few there
    // were when the plan was made.
    .from(
      sql`unnest(
          (select ${placeholder('personIds')}::uuid[]), (select ${placeholder('fileIds')}::uuid[])
        ) with ordinality as asked (person_id, file_id, place)`,
    )
    .innerJoinLateral(
      orm.select().from(files).where(eq(files.id, sql`asked.file_id`)).limit(1).as('files'),
      sql`true`,
    )
    .leftJoin(people, eq(people.id, files.uploadedBy))
    .prepare('files');
  return new Gathering(async (wanted) => {
    const rows = await query.execute({
      personIds: wanted.map(({ personId }) => personId),
      fileIds: wanted.map(({ fileId }) => fileId),
    });
    const found = new Map(rows.map(({ place, ...shown }) => [place, shown]));
    return wanted.map((_, index) => found.get(index + 1));
  });
}

/**
 * One that the viewer may see; undefined where there is none. What is in the trash is there only for
 * those who may take it out.
 */
export async function fileFor(
  database: Database,
  viewer: Viewer,
  fileId: string,
): Promise<ShownFile | undefined> {
  const { orm } = database;
  const { personId, isAdmin } = viewer;
  const row = await lookUp(orm, isAdmin).ask({ personId, fileId });
  if (!row) return undefined;
  const may = row.file.trashedAt === null ? maySeeFile : mayChangeFile;
  return may(await fileActor(orm, viewer, row.file), row.file) ? row : undefined;
}

/**
 * For a link that somebody was given: only as long as they may see the file, or whatever else gives the
 * right to it. None leads into the trash.
 */
export async function linkedFile(
  database: Database,
  readerId: string,
  fileId: string,
  may: typeof maySeeFile = maySeeFile,
): Promise<FileRow | undefined> {
  const { orm } = database;
  const [row] = await orm
    .select({ file: files, role: people.role })
    .from(files)
    .innerJoin(people, eq(people.id, readerId))
    .where(and(eq(files.id, fileId), isNull(files.trashedAt)));
  if (!row) return undefined;
  const viewer = { personId: readerId, isAdmin: row.role === 'admin' };
  return may(await fileActor(orm, viewer, row.file), row.file) ? row.file : undefined;
}
