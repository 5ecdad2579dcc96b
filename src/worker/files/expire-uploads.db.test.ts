import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { partKey } from '#infra/storage/storage-key.ts';
import { openTestApp } from '#tests/support/app.ts';
import { locationOf, tusClient } from '#tests/support/tus.ts';
import { expectNothingKept, filesBelow, signedIn } from '#tests/support/upload.ts';
import { expireUploads } from './expire-uploads.ts';

const dayMs = 24 * 3_600_000;

test('an upload that nothing comes of ends with its time, with its bytes', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const { storage, platform, settings } = server.services;
  const tus = tusClient(server.app, headers);
  const [left, used] = [locationOf(await tus.create(10)), locationOf(await tus.create(10))];
  await tus.patch(left, 0, Buffer.from('abc'));
  await tus.patch(used, 0, Buffer.from('abc'));
  await platform.database.sql`
    update ops.resumable_uploads set expires_at = now() where id = ${left.split('/').at(-1) ?? ''}`;
  expect((await tus.head(left)).status).toBe(404);
  expect((await tus.patch(left, 3, Buffer.from('def'))).status).toBe(404);
  // A server that died between storing a part and writing it down.
  const orphan = partKey(used.split('/').at(-1) ?? '', '0'.repeat(32));
  await storage.put(orphan, Buffer.from('lost'));
  const log = pino({ level: 'silent' });
  const expire = (now: Date) => expireUploads({ storage, platform, log }, now);
  expect(await expire(new Date())).toEqual({ uploads: 1, parts: 0 });
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  await utimes(join(settings.dataDir, orphan), longAgo, longAgo);
  expect(await expire(new Date())).toEqual({ uploads: 0, parts: 1 });
  expect((await tus.head(used)).headers['upload-offset']).toBe('3');
  expect(await filesBelow(settings.dataDir)).toHaveLength(1);
  expect(await expire(new Date(Date.now() + 2 * dayMs))).toEqual({ uploads: 1, parts: 0 });
  await expectNothingKept(server);
});
