import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plant, repository, runScript } from './planted-tree.ts';

/** Everything that must be refused: the importing file, the import, the rule that names it. */
const PLANTED = [
  ['src/domain/tasks/a.ts', "import '#infra/db/x.ts';", 'domain-imports-zod-only'],
  ['src/domain/tasks/b.ts', "import 'node:fs';", 'domain-imports-zod-only'],
  ['src/domain/tasks/c.ts', "import 'postgres';", 'domain-imports-zod-only'],
  ['src/domain/tasks/c.test.ts', "import '#infra/db/x.ts';", 'domain-is-lowest'],
  ['src/infra/db/a.ts', "import '#readmodels/tasks/x.ts';", 'infra-below-readmodels'],
  ['src/infra/db/b.ts', "import '../../server/http/x.ts';", 'infra-below-readmodels'],
  ['src/readmodels/tasks/a.ts', "import '#server/http/x.ts';", 'readmodels-below-processes'],
  ['src/server/tasks/a.ts', "import '#worker/tasks/x.ts';", 'server-and-worker-apart'],
  ['src/worker/tasks/a.ts', "await import('#server/http/x.ts');", 'server-and-worker-apart'],
  [
    'src/worker/tasks/c.ts',
    "await using held = await import('#server/http/x.ts'); export const c = held.x;",
    'server-and-worker-apart',
  ],
  ['src/client/app/a.ts', "import '#server/http/x.ts';", 'client-imports-server-types-only'],
  [
    'src/client/app/b.tsx',
    "import { x, type X } from '#server/http/x.ts'; export const b = <p>{x as X}</p>;",
    'client-imports-server-types-only',
  ],
  [
    'src/client/app/c.ts',
    "import type { X } from '#infra/db/x.ts'; export type C = X;",
    'client-sees-domain-and-server-types',
  ],
  ['src/client/app/d.ts', "import 'node:fs';", 'client-runs-in-a-browser'],
  ['src/server/tasks/b.ts', "import '#server/files/x.ts';", 'server-features-apart'],
  ['src/worker/tasks/b.ts', "import '../files/x.ts';", 'worker-features-apart'],
  [
    'src/client/features/tasks/a.ts',
    "import '#client/features/files/x.ts';",
    'client-features-apart',
  ],
  ['src/client/ui/a.ts', "import '#client/features/files/x.ts';", 'client-kit-knows-no-feature'],
  ['drizzle/a.ts', "import '#infra/db/x.ts';", 'tables-import-nothing-of-ours'],
  ['src/server/tasks/c.ts', "import '#drizzle/tables.ts';", 'tables-behind-readmodels'],
  ['src/infra/db/c.ts', "import '#tests/x.ts';", 'product-imports-no-test'],
  ['src/infra/db/d.ts', "import 'vitest';", 'product-runs-without-dev-dependencies'],
  ['src/infra/db/e.ts', "import './f.ts'; export const e = 1;", 'no-circular'],
  ['src/infra/db/f.ts', "import './e.ts'; export const f = 1;", 'no-circular'],
  ['src/infra/db/g.ts', "import './nowhere.ts';", 'resolvable'],
] as const;

/** What the rules must leave alone, and the files that the imports of both lists lead to. */
const ALLOWED = [
  ['src/domain/tasks/x.ts', "import { z } from 'zod'; export const x = z.string();"],
  ['src/domain/tasks/x.test.ts', "import 'vitest'; import 'fast-check'; import './x.ts';"],
  ['src/infra/db/x.ts', "import 'postgres'; import '#drizzle/tables.ts'; export type X = 1;"],
  ['src/infra/db/y.ts', "import type { Z } from './z.ts'; export const y: Z = 1;"],
  ['src/infra/db/z.ts', "import { y } from './y.ts'; export type Z = 1; export const z: Z = y;"],
  ['src/readmodels/tasks/x.ts', "import '#infra/db/x.ts'; import '#drizzle/tables.ts';"],
  ['src/server/http/x.ts', "import '#server/tasks/x.ts'; export const x = 1; export type X = 1;"],
  ['src/server/tasks/x.ts', "import '#readmodels/tasks/x.ts'; import '#drizzle/auth.ts';"],
  ['src/server/files/x.ts', "import '#server/trpc/x.ts';"],
  ['src/server/trpc/x.ts', 'export const x = 1;'],
  ['src/server/files/x.db.test.ts', "import '#tests/x.ts'; import 'vitest';"],
  ['src/worker/tasks/x.ts', "import '#domain/tasks/x.ts'; import '#infra/db/x.ts';"],
  ['src/worker/files/x.ts', 'export const x = 1;'],
  [
    'src/client/features/files/x.ts',
    "import type { X } from '#server/http/x.ts'; import '#domain/tasks/x.ts'; import 'react'; export type Y = X;",
  ],
  ['src/client/app/x.ts', "import '#client/features/files/x.ts';"],
  ['drizzle/tables.ts', "import 'drizzle-orm/pg-core';"],
  ['drizzle/auth.ts', "import 'drizzle-orm/pg-core';"],
  ['tests/x.ts', "import '#server/http/x.ts';"],
] as const;

function checkDirection(root: string) {
  const { status, output } = runScript('scripts/check/direction.mjs', root);
  const found = [...output.matchAll(/^\s*error ([\w-]+): (\S+)/gm)].map(
    ([, rule, path]) => `${path} ${rule}`,
  );
  return { status, found, output };
}

test('each planted violation fails the check under the name of its rule', async () => {
  await using planted = await plant([...PLANTED, ...ALLOWED]);

  const { status, found, output } = checkDirection(planted.root);

  expect(status, output).toBe(1);
  const expected = PLANTED.map(([path, , rule]) => `${path} ${rule}`);
  expect(
    expected.filter((violation) => !found.includes(violation)),
    output,
  ).toEqual([]);
  const allowed = ALLOWED.map(([path]) => path);
  expect(found.filter((line) => allowed.some((path) => line.startsWith(`${path} `)))).toEqual([]);
});

test('without a violation it passes and says how many files it read', async () => {
  await using planted = await plant(ALLOWED);

  const { status, output } = checkDirection(planted.root);

  expect(status, output).toBe(0);
  expect(output).toContain(`${ALLOWED.length} of ${ALLOWED.length} files checked`);
});

test('a folder in which there is nothing to read fails', async () => {
  await using planted = await plant([]);

  const { status, output } = checkDirection(planted.root);

  expect(status, output).toBe(1);
  expect(output).toContain('0 of 0 files checked');
});

test('the repository itself is read whole and keeps the direction', () => {
  const { status, output } = checkDirection(repository);

  expect(status, output).toBe(0);
  expect(Number(/^(\d+) of/m.exec(output)?.[1])).toBeGreaterThan(50);
});

test('every rule has a planted violation', async () => {
  const rules = await readFile(join(repository, '.dependency-cruiser.mjs'), 'utf8');

  const names = [...rules.matchAll(/\bname: '([\w-]+)'/g)].map(([, name]) => name);
  expect(new Set<string | undefined>(PLANTED.map(([, , rule]) => rule))).toEqual(new Set(names));
});
