/** Read models of projects and who is in them, see `readmodels.ts`. */
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ProjectRole } from '#domain/projects/project.decider.ts';
import { instant } from './columns.ts';

export const projects = pgTable('projects', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  version: integer('version').notNull(),
  createdAt: instant('created_at').notNull(),
  archivedAt: instant('archived_at'),
});

export const projectMembers = pgTable(
  'project_members',
  {
    projectId: uuid('project_id').notNull(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<ProjectRole>().notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.personId] }),
    index('project_members_person').on(table.personId),
  ],
);
