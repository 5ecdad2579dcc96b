import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { anyText } from '#tests/support/matchers.ts';
import { animated, corruptPng, jpeg, pixelBomb, png } from '#tests/support/pictures.ts';
import { expectNothingKept, type FilePart, signedIn, upload } from '#tests/support/upload.ts';

let server: TestApp;
let headers: Record<string, string>;
beforeAll(async () => {
  server = await openTestApp();
  ({ headers } = await signedIn(server));
});
afterAll(() => server[Symbol.asyncDispose]());

const text = Buffer.from('Dear Sir, this is a letter and no picture. '.repeat(200));
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');

test.for<[string, FilePart | (() => Promise<FilePart>), number, string]>([
  ['empty', { bytes: Buffer.alloc(0) }, 400, 'file.empty'],
  ['SVG', { bytes: svg, name: 'a.svg', type: 'image/svg+xml' }, 415, 'file.type_not_accepted'],
  ['SVG called JPEG', { bytes: svg, name: 'a.jpg' }, 415, 'file.type_mismatch'],
  ['text', { bytes: text, name: 'a.txt' }, 415, 'file.type_not_accepted'],
  ['text called JPEG', { bytes: text, name: 'a.jpg' }, 415, 'file.type_mismatch'],
  ['text declared PNG', { bytes: text, name: 'a', type: 'image/png' }, 415, 'file.type_mismatch'],
  ['PDF', { bytes: Buffer.from('%PDF-1.7\n'), name: 'a.pdf' }, 415, 'file.type_not_accepted'],
  ['PNG called JPEG', async () => ({ bytes: await png() }), 415, 'file.type_mismatch'],
  [
    'JPEG declared PNG',
    async () => ({ bytes: await jpeg(), type: 'image/png' }),
    415,
    'file.type_mismatch',
  ],
  [
    'JPEG called EXE',
    async () => ({ bytes: await jpeg(), name: 'a.exe' }),
    415,
    'file.type_mismatch',
  ],
  ['cut-off JPEG', async () => ({ bytes: (await jpeg()).subarray(0, -200) }), 422, 'file.corrupt'],
  [
    'cut-off GIF, whole frames left',
    async () => ({ bytes: (await animated('gif')).subarray(0, -40), name: 'a.gif' }),
    422,
    'file.corrupt',
  ],
  [
    'cut-off animated WebP',
    async () => ({ bytes: (await animated('webp')).subarray(0, -40), name: 'a.webp' }),
    422,
    'file.corrupt',
  ],
  [
    'PNG without its end',
    async () => ({ bytes: (await png()).subarray(0, -12), name: 'a.png' }),
    422,
    'file.corrupt',
  ],
  [
    'PNG with a wrong checksum',
    async () => ({ bytes: await corruptPng(), name: 'a.png' }),
    422,
    'file.corrupt',
  ],
  ['pixel bomb', { bytes: pixelBomb(), name: 'a.webp' }, 422, 'file.too_many_pixels'],
  [
    'more than 300 frames',
    async () => ({
      bytes: await animated('gif', 301, { width: 4, height: 4 }),
      name: 'a.gif',
    }),
    422,
    'file.too_complex',
  ],
])('%s is refused and nothing is kept', async ([, given, status, code]) => {
  const part = typeof given === 'function' ? await given() : given;
  const answer = await upload(server.app, headers, [part]);
  expect(answer).toMatchObject({ status, body: { status, code, detail: anyText } });
  expect(answer.headers['content-type']).toMatch('application/problem+json');
  await expectNothingKept(server);
});
