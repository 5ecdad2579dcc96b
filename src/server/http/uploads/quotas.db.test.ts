import { expect, test } from 'vitest';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { textLike } from '#tests/support/matchers.ts';
import { locationOf, tusClient } from '#tests/support/tus.ts';
import { filesBelow, generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;
const sizeBytes = 1_000;

/** A text of a thousand bytes, another one each time. */
function send({ app }: Pick<TestApp, 'app'>, { headers }: Person, nth = 0) {
  const bytes = Buffer.from(String(nth).padEnd(sizeBytes, ' '));
  const part = { field: 'file', bytes, name: `${nth}.txt` };
  return upload(app, { 'accept-language': 'fr', ...headers }, [part], generalUploadPath);
}

const statusesOf = (answers: { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((one, other) => one - other);

test('uploads at the same moment, on two servers, do not go over what one may store', async () => {
  await using server = await openTestApp({ UPLOAD_QUOTA_BYTES: String(3 * sizeBytes) });
  const other = await server.another();
  const [ana, ben] = [await signedIn(server), await signedIn(server, 'ben@example.org')];
  const sent = [server, other].flatMap((at, of) =>
    [1, 2, 3, 4].map((nth) => send(at, ana, of * 10 + nth)),
  );
  const answers = await Promise.all(sent);
  expect(statusesOf(answers)).toEqual([201, 201, 201, 507, 507, 507, 507, 507]);
  const refused = answers.find(({ status }) => status === 507);
  expect(refused?.body).toMatchObject({
    code: 'file.quota_exceeded',
    detail: textLike(/3000 octets/),
  });
  expect(await filesBelow(server.services.settings.dataDir)).toHaveLength(3);
  // One's own limit is nobody else's.
  expect(await send(server, ben)).toMatchObject({ status: 201 });
});

test('the same bytes again count again: what others have must not be told by what one has left', async () => {
  await using server = await openTestApp({ UPLOAD_QUOTA_BYTES: String(2 * sizeBytes) });
  const ana = await signedIn(server);
  const answers = [await send(server, ana), await send(server, ana), await send(server, ana)];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 507]);
});

test('what is in the trash counts', async () => {
  await using server = await openTestApp({ UPLOAD_QUOTA_BYTES: String(sizeBytes) });
  const ana = await signedIn(server);
  const { body } = await send(server, ana);
  await rest(server.app, 'DELETE', `core/files/${body.id}/`, ana);
  expect(await send(server, ana, 1)).toMatchObject({ status: 507 });
});

test('an upload in several requests is refused before it begins', async () => {
  await using server = await openTestApp({ UPLOAD_QUOTA_BYTES: String(sizeBytes) });
  const { headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  expect(await tus.create(sizeBytes + 1)).toMatchObject({
    status: 507,
    body: { code: 'file.quota_exceeded' },
  });
  expect(await tus.create(sizeBytes)).toMatchObject({ status: 201 });
});

test('what has come of an upload that is not complete counts for others that begin or go on', async () => {
  await using server = await openTestApp({ UPLOAD_QUOTA_BYTES: String(3 * sizeBytes) });
  const [ana, ben] = [await signedIn(server), await signedIn(server, 'ben@example.org')];
  const tus = tusClient(server.app, ana.headers);
  const [one, other] = await Promise.all([tus.create(3 * sizeBytes), tus.create(3 * sizeBytes)]);
  const half = Buffer.alloc(1.5 * sizeBytes, ' ');
  const [at, next] = [locationOf(one), locationOf(other)];
  expect(await tus.patch(at, 0, half)).toMatchObject({ status: 204 });
  expect(await tus.patch(next, 0, half)).toMatchObject({ status: 204 });
  // Nothing of it is kept, and both are where they were.
  const full = { status: 507, body: { code: 'file.quota_exceeded' } };
  expect(await tus.patch(next, half.length, Buffer.from(' '))).toMatchObject(full);
  expect(await tus.head(next)).toMatchObject({ headers: { 'upload-offset': '1500' } });
  expect(await tus.create(1)).toMatchObject(full);
  expect(await tusClient(server.app, ben.headers).create(sizeBytes)).toMatchObject({ status: 201 });

  expect(await tus.end(next)).toMatchObject({ status: 204 });
  expect(await tus.patch(at, half.length, Buffer.from('.'))).toMatchObject({ status: 204 });
  expect(await tus.create(sizeBytes)).toMatchObject({ status: 201 });
});

test('an upload that has all the space that is left is completed', async () => {
  await using server = await openTestApp({ UPLOAD_QUOTA_BYTES: String(sizeBytes) });
  const { headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  const made = await tus.create(sizeBytes, { filename: 'all.txt' });
  const half = Buffer.alloc(sizeBytes / 2, 'a');
  expect(await tus.patch(locationOf(made), 0, half)).toMatchObject({ status: 204 });
  const last = await tus.patch(locationOf(made), half.length, half, {
    prefer: 'return=representation',
  });
  expect(last).toMatchObject({ status: 200, body: { file_size: sizeBytes } });
});

test('all together do not go over what the instance may store', async () => {
  await using server = await openTestApp({ UPLOAD_INSTANCE_QUOTA_BYTES: String(3 * sizeBytes) });
  const emails = ['ana', 'ben', 'cleo', 'dora', 'eve', 'finn'];
  const people: Person[] = [];
  for (const name of emails) people.push(await signedIn(server, `${name}@example.org`));
  const answers = await Promise.all(people.map((person, nth) => send(server, person, nth)));
  expect(statusesOf(answers)).toEqual([201, 201, 201, 507, 507, 507]);
  const refused = answers.find(({ status }) => status === 507);
  expect(refused?.body).toMatchObject({ code: 'file.instance_quota_exceeded' });
});
