import { expect, test } from 'vitest';
import { plant, repository, runScript } from './planted-tree.ts';

const script = 'scripts/check/hygiene.mjs';

// Put together here, or this file would be an offence itself.
const unfinished = `// ${'TO'}${'DO'}: finish`;
const machinePath = `const file = '${['', 'home', 'someone', 'file'].join('/')}';`;
const registry = `"https://${'registry'}.example.org/left-pad.tgz"`;

test.each([
  ['src/domain/tasks/long.ts', 'x();\n'.repeat(401), 'over-400-lines'],
  ['src/domain/tasks/a.ts', unfinished, 'unfinished-work'],
  ['docs/a.md', machinePath, 'machine-path'],
  ['package-lock.json', registry, 'registry-host'],
  ['src/server/http/utils.ts', 'export {};', 'says-nothing'],
])('%s is refused', async (path, source, rule) => {
  await using planted = await plant([[path, source]]);

  const { status, output } = runScript(script, planted.root);

  expect(status).toBe(1);
  expect(output.trim().split('\n')).toEqual([expect.stringContaining(rule)]);
  expect(output).toContain(path);
});

test('what is not ours, and what only looks alike, passes', async () => {
  await using planted = await plant([
    ['src/client/routeTree.gen.ts', 'x();\n'.repeat(401)],
    ['src/domain/tasks/just.ts', 'x();\n'.repeat(400)],
    ['data/file.ts', unfinished],
    ['src/server/http/a.ts', "get('/api/v1/home/x'); get('https://example.org/work/a');"],
  ]);

  const { status, output } = runScript(script, planted.root);

  expect({ status, output }).toEqual({ status: 0, output: '' });
});

test('the repository itself passes', () => {
  expect(runScript(script, repository)).toEqual({ status: 0, output: '' });
});
