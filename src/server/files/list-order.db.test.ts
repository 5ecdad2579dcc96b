/** Lists of files that go by name, size or date, page after page. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { openTestApp, rest, type TestApp, trpc } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';

interface Page {
  results: FileEntity[];
  next_cursor: string | null;
  code?: string;
  errors?: { field: string; code: string }[];
}

let server: TestApp;
let ana: Awaited<ReturnType<typeof signedIn>>;
let projectId: string;
const ids = new Map<string, string>();
/** In the order in which they come; two are as large as each other. */
const sizes = {
  'photo 10.txt': 40,
  'été.txt': 20,
  'Photo 2.txt': 30,
  'zoo.txt': 20,
  'eta.txt': 50,
};

beforeAll(async () => {
  server = await openTestApp();
  ana = await signedIn(server);
  projectId = await createProject(server.services.platform, ana.id);
  for (const [name, bytes] of Object.entries(sizes)) {
    const file = { field: 'file', name, bytes: Buffer.alloc(bytes, '.'), type: '' };
    const place = { field: 'project_id', value: projectId };
    const sent = await upload(server.app, ana.headers, [file, place], generalUploadPath);
    ids.set(name, sent.body.id);
  }
});
afterAll(() => server[Symbol.asyncDispose]());

const list = (query: string) => rest<Page>(server.app, 'GET', `core/files/?${query}`, ana);

/** All of it, two at a time. */
async function names(query: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const at = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, body }: { status: number; body: Page } = await list(`${query}&limit=2${at}`);
    expect(status).toBe(200);
    found.push(...body.results.map((file) => file.original_name));
    cursor = body.next_cursor;
  } while (cursor !== null);
  return found;
}

const came = Object.keys(sizes);
const byName = ['eta.txt', 'été.txt', 'Photo 2.txt', 'photo 10.txt', 'zoo.txt'];
const bySize = ['été.txt', 'zoo.txt', 'Photo 2.txt', 'photo 10.txt', 'eta.txt'];

describe('a list goes', () => {
  test.each([
    ['', came.toReversed()],
    ['sort=date', came.toReversed()],
    ['sort=date&order=asc', came],
    ['sort=name', byName],
    ['sort=name&order=desc', byName.toReversed()],
    ['sort=size', bySize.toReversed()],
    ['sort=size&order=asc', bySize],
  ])('by %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
    expect(await names(`${query}&project_id=${projectId}`)).toEqual(expected);
  });

  test('on where it was, whatever became of the file that a page ended with', async () => {
    const first = await list('sort=name&limit=2');
    const last = ids.get('été.txt') ?? '';
    await rest(server.app, 'PATCH', `core/files/${last}/`, { ...ana, body: { name: 'zz.txt' } });
    const next = await list(`sort=name&limit=2&cursor=${first.body.next_cursor}`);
    const shown = next.body.results.map((file) => file.original_name);
    expect(shown).toEqual(['Photo 2.txt', 'photo 10.txt']);
    await rest(server.app, 'PATCH', `core/files/${last}/`, { ...ana, body: { name: 'été.txt' } });
  });

  test('in the trash the same, by when it was thrown away', async () => {
    const thrown = ['zoo.txt', 'photo 10.txt', 'été.txt'];
    for (const name of thrown) {
      await rest(server.app, 'DELETE', `core/files/${ids.get(name)}/`, ana);
    }
    expect(await names('trashed=true')).toEqual(thrown.toReversed());
    expect(await names('trashed=true&order=asc')).toEqual(thrown);
    expect(await names('trashed=true&sort=name')).toEqual(['été.txt', 'photo 10.txt', 'zoo.txt']);
    for (const name of thrown) {
      await rest(server.app, 'POST', `core/files/${ids.get(name)}/restore/`, ana);
    }
  });

  test('for pages as well', async () => {
    const input = { sort: 'name', limit: 2 };
    const first = await trpc<Page>(server.app, 'query', 'files.list', input, ana.headers);
    const more = { ...input, cursor: first.body.next_cursor };
    const next = await trpc<Page>(server.app, 'query', 'files.list', more, ana.headers);
    const shown = [...first.body.results, ...next.body.results];
    expect(shown.map((file) => file.original_name)).toEqual(byName.slice(0, 4));
  });
});

const nul = Buffer.from('a\0b').toString('base64url');
test.each([
  'sort=kind',
  'order=up',
  'cursor=x',
  'cursor=1_2',
  'cursor=-1',
  'cursor=9999999999999999',
  'sort=name&cursor=1',
  'sort=size&cursor=1_abc',
  'sort=size&cursor=1_9999999999999999',
  `sort=name&cursor=1_${nul}`,
  `sort=name&cursor=1_${'a'.repeat(2_000)}`,
  'sort=name&cursor=1_%F0',
])('what makes no sense is said: %s', async (query) => {
  const { status, body } = await list(query);
  const field = /cursor/.test(query) ? 'cursor' : /sort/.test(query) ? 'sort' : 'order';
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'request.invalid', errors: [{ field }] });
});
