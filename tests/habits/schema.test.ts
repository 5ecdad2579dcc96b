import { expect, test } from 'vitest';
import { plant, runScript } from './planted-tree.ts';

const script = 'scripts/check/schema.mjs';

test('a table without its migration fails, and is named', async () => {
  await using planted = await plant(
    [
      [
        'drizzle/planted.ts',
        `import { pgTable, text } from 'drizzle-orm/pg-core';
         export const planted = pgTable('planted', { name: text('name').primaryKey() });`,
      ],
    ],
    ['drizzle', 'migrations'],
  );

  const { status, output } = runScript(script, planted.root);

  expect(status, output).toBe(1);
  expect(output).toContain('tables.public.planted');
});
