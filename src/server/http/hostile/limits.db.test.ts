/** Too often, too much, too many at once. */
import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { StorageFullError } from '#infra/storage/storage.ts';
import { openTestApp } from '#tests/support/app.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { fileEvents, generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';

test('who asks too often is told when to come again', async () => {
  await using limited = await openTestApp({ RATE_LIMITS: 'on' });
  const { headers } = await signedIn(limited);
  const statuses: number[] = [];
  let last;
  for (let call = 0; call < 605; call += 1) {
    last = await limited.app.inject({ url: '/api/v1/core/files/stats/', headers });
    statuses.push(last.statusCode);
  }
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect([last?.json<{ code: string }>().code, Number(last?.headers['retry-after'])]).toEqual([
    'request.too_many',
    expect.any(Number),
  ]);
});

test('a full disk is told so on each way in, and leaves nothing', async () => {
  await using full = await openTestApp();
  const { headers } = await signedIn(full);
  const before = await fileEvents(full);
  vi.spyOn(full.services.storage, 'stage').mockImplementation(() =>
    Promise.reject(new StorageFullError()),
  );
  const bytes = await jpeg();
  for (const [field, path] of [
    ['file', 'core/files/upload'],
    ['image', 'core/images/upload'],
    ['avatar', 'core/avatar/upload'],
  ] as const) {
    const sent = await upload(
      full.app,
      headers,
      [{ field, bytes, name: 'a.jpg' }],
      `/api/v1/${path}/`,
    );
    expect([sent.status, sent.body.code], path).toEqual([507, 'file.storage_full']);
  }
  const bulk = await upload(
    full.app,
    headers,
    [{ field: 'files', bytes, name: 'a.jpg' }],
    '/api/v1/core/files/bulk-upload/',
  );
  expect(bulk).toMatchObject({
    status: 207,
    body: { results: [{ status: 507, error: { code: 'file.storage_full' } }] },
  });
  expect(await fileEvents(full)).toBe(before);
});

test('of several that come at once as many are taken as the quota has room for', async () => {
  await using small = await openTestApp({ UPLOAD_QUOTA_BYTES: '2500' });
  const { headers } = await signedIn(small);
  const sends = Array.from({ length: 8 }, (_, at) => {
    const bytes = Buffer.from(`${at}${randomUUID()}\n`.padEnd(999, 'x'));
    return upload(
      small.app,
      headers,
      [{ field: 'file', bytes, name: `${at}.txt`, type: '' }],
      generalUploadPath,
    );
  });
  const statuses = (await Promise.all(sends))
    .map(({ status }) => status)
    .toSorted((one, other) => one - other);
  expect(statuses).toEqual([201, 201, 507, 507, 507, 507, 507, 507]);
});
