import { and, eq } from 'drizzle-orm';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { projectEvents } from '#domain/projects/project.events.ts';
import { projectMembers, projects } from '#drizzle/projects.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

function change(
  { data, version }: RecordedEvent<{ projectId: string }>,
  orm: Orm,
  changes: Partial<typeof projects.$inferInsert>,
) {
  return orm
    .update(projects)
    .set({ ...changes, version })
    .where(eq(projects.id, data.projectId));
}

function member(data: { projectId: string; personId: string }) {
  return and(
    eq(projectMembers.projectId, data.projectId),
    eq(projectMembers.personId, data.personId),
  );
}

export const projectsProjection: Projection = {
  name: 'projects',
  tables: [projects, projectMembers],
  handlers: handlersFor<(typeof projectEvents)[number]>({
    ProjectCreated: ({ data, version, occurredAt }, orm) => [
      orm.insert(projects).values({
        id: data.projectId,
        name: data.name,
        description: data.description,
        version,
        createdAt: occurredAt,
      }),
    ],
    ProjectUpdated: (event, orm) => [change(event, orm, event.data.changes)],
    ProjectArchived: (event, orm) => [change(event, orm, { archivedAt: event.occurredAt })],
    ProjectRestored: (event, orm) => [change(event, orm, { archivedAt: null })],
    ProjectMemberAdded: (event, orm) => [
      orm.insert(projectMembers).values({
        projectId: event.data.projectId,
        personId: event.data.personId,
        role: event.data.role,
        addedAt: event.occurredAt,
      }),
    ],
    ProjectMemberRoleChanged: (event, orm) => [
      orm.update(projectMembers).set({ role: event.data.role }).where(member(event.data)),
    ],
    ProjectMemberRemoved: (event, orm) => [orm.delete(projectMembers).where(member(event.data))],
  }),
};
