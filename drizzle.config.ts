import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './drizzle/log.ts',
    './drizzle/auth.ts',
    './drizzle/ops.ts',
    './drizzle/readmodels.ts',
    './drizzle/tasks.ts',
    './drizzle/meetings.ts',
  ],
  out: './migrations',
  schemaFilter: ['log', 'auth', 'ops', 'public'],
});
