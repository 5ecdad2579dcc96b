import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { UserEntity } from '#readmodels/people/people.query.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { makeProject } from '#tests/support/team.ts';
import { filesBelow, formBody, formType, signedIn } from '#tests/support/upload.ts';

interface Answer {
  avatar_url: string | null;
  user: UserEntity;
  code: string;
}

async function send(
  { app }: TestApp,
  headers: Record<string, string>,
  bytes: Uint8Array,
  { name = 'me.jpg', field = 'avatar' } = {},
) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/core/avatar/upload/',
    headers: { 'content-type': formType, ...headers },
    payload: formBody([{ field, name, bytes }]),
  });
  return { status: response.statusCode, body: response.json<Answer>() };
}

const picture = ({ app }: TestApp, url: string | null) =>
  app.inject({ method: 'GET', url: url ?? '' });

/** Red in the middle, blue at both ends. */
async function striped(): Promise<Buffer> {
  const red = await sharp({
    create: { width: 200, height: 200, channels: 3, background: 'red' },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width: 400, height: 200, channels: 3, background: 'blue' } })
    .composite([{ input: red, left: 100, top: 0 }])
    .withExif({ IFD0: { Copyright: 'secret serial' } })
    .jpeg()
    .toBuffer();
}

test('a face is the middle of what was sent, shown to everybody, until it is another or none', async () => {
  await using server = await openTestApp();
  const { app, services } = server;
  const ana = await signedIn(server);
  const ben = await signedIn(server, 'ben@example.org');
  const projectId = await makeProject(app, { ...ana, name: 'Ana' });
  const sent = await send(server, ana.headers, await striped());
  expect(sent).toMatchObject({ status: 200, body: { user: { id: ana.id } } });
  const { avatar_url: url } = sent.body;
  expect(sent.body.user.avatar_url).toBe(url);

  const shown = await picture(server, url);
  expect(shown.statusCode).toBe(200);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
  });
  expect(shown.rawPayload.includes('secret serial')).toBe(false);
  const { data, info } = await sharp(shown.rawPayload).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([300, 300]);
  for (const x of [5, 150, 294]) {
    const [red = 0, , blue = 255] = data.subarray((150 * 300 + x) * info.channels);
    expect([red > 200, blue < 60]).toEqual([true, true]);
  }

  const read = async (path: string, headers: Record<string, string>) =>
    JSON.stringify((await rest(app, 'GET', path, { headers })).body);
  for (const [path, headers] of [
    ['auth/me/', ana.headers],
    ['users/', ben.headers],
    [`projects/${projectId}/members/`, ana.headers],
  ] as const) {
    expect(await read(path, headers)).toContain(url);
  }

  const next = await send(server, ana.headers, await jpeg({ width: 90, height: 60 }));
  expect(next.body.avatar_url).not.toBe(url);
  expect((await picture(server, url)).statusCode).toBe(404);
  expect((await picture(server, next.body.avatar_url)).statusCode).toBe(200);
  expect(await filesBelow(services.settings.dataDir)).toHaveLength(1);

  for (let again = 0; again < 2; again += 1) {
    const gone = await rest(app, 'DELETE', 'core/avatar/', { headers: ana.headers });
    expect(gone.status).toBe(204);
  }
  expect((await picture(server, next.body.avatar_url)).statusCode).toBe(404);
  expect(await filesBelow(services.settings.dataDir)).toEqual([]);
  const me = await rest(app, 'GET', 'auth/me/', { headers: ana.headers });
  expect(me.body).toMatchObject({ id: ana.id, avatar_url: null });
});

test('what is no face is refused, and nothing of it is kept', async () => {
  await using server = await openTestApp({ UPLOAD_AVATAR_MAX_BYTES: '20000' });
  const ana = await signedIn(server);
  const sized = (width: number, height: number) => jpeg({ width, height });
  const gif = await sharp(await sized(60, 60))
    .gif()
    .toBuffer();
  for (const [bytes, status, code] of [
    [await sized(49, 60), 422, 'avatar.too_small'],
    [await sized(101, 50), 422, 'avatar.too_long'],
    [gif, 415, 'file.type_not_accepted'],
    [Buffer.alloc(20_001, 1), 413, 'file.too_large'],
    [Buffer.alloc(0), 400, 'file.empty'],
    [(await sized(60, 60)).subarray(0, 500), 422, 'file.corrupt'],
  ] as const) {
    const name = bytes === gif ? 'me.gif' : code === 'file.too_large' ? 'me' : 'me.jpg';
    const { status: told, body } = await send(server, ana.headers, bytes, { name });
    expect([told, body.code]).toEqual([status, code]);
  }
  const elsewhere = await send(server, ana.headers, await sized(60, 60), { field: 'picture' });
  expect(elsewhere.status).toBe(400);
  expect((await send(server, {}, await sized(60, 60))).status).toBe(401);
  expect((await send(server, ana.headers, await sized(100, 50))).status).toBe(200);
  expect(await filesBelow(server.services.settings.dataDir)).toHaveLength(1);
});
