import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './drizzle/log.ts',
    './drizzle/auth.ts',
    './drizzle/ops.ts',
    './drizzle/readmodels.ts',
    './drizzle/people.ts',
    './drizzle/projects.ts',
    './drizzle/tasks.ts',
    './drizzle/meetings.ts',
    './drizzle/files.ts',
    './drizzle/notifications.ts',
    './drizzle/system.ts',
  ],
  out: './migrations',
  schemaFilter: ['log', 'auth', 'ops', 'public'],
});
