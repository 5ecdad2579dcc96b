import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { personDecider } from '#domain/people/person.decider.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { newAvatarKey, originalKey, renditionKey } from '#infra/storage/storage-key.ts';
import { openTestApp } from '#tests/support/app.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { filesBelow, signedIn, storageKeyOf, upload } from '#tests/support/upload.ts';
import { sweepOrphans } from './sweep-orphans.ts';

const hourMs = 3_600_000;
const log = pino({ level: 'silent' });

test('what no file has goes to the trash after the grace time, then for good; what a file has, or is fresh, stays', async () => {
  await using server = await openTestApp();
  const { storage, platform, settings } = server.services;
  const { headers } = await signedIn(server);
  const { body: file } = await upload(server.app, headers, [{ bytes: await jpeg() }]);
  const kept = await storageKeyOf(server, file.id);
  const orphan = originalKey(uuidv7(), 'jpg', new Date());
  const fresh = originalKey(uuidv7(), 'png', new Date());
  for (const key of [orphan, renditionKey(orphan, '150', 'webp'), fresh]) {
    await storage.put(key, Buffer.from('bytes'));
  }
  const age = async (key: string, ageMs = 2 * hourMs) => {
    const longAgo = new Date(Date.now() - ageMs);
    await utimes(join(settings.dataDir, key), longAgo, longAgo);
  };
  for (const key of [kept, orphan, renditionKey(orphan, '150', 'webp')]) await age(key);
  const sweep = async () => sweepOrphans({ storage, platform, log }, new Date(Date.now() - hourMs));
  const paths = async () => (await filesBelow(settings.dataDir)).sort();
  const pathsOf = (keys: string[]) => keys.map((key) => join(settings.dataDir, key)).sort();

  expect(await sweep()).toEqual({ staged: 0, trashed: 2, removed: 0 });
  const trashed = [orphan, renditionKey(orphan, '150', 'webp')].map((key) => `trash/${key}`);
  expect(await paths()).toEqual(pathsOf([kept, fresh, ...trashed]));
  expect(await sweep()).toEqual({ staged: 0, trashed: 0, removed: 0 });
  for (const key of trashed) await age(key, 8 * 24 * hourMs);
  expect(await sweep()).toEqual({ staged: 0, trashed: 0, removed: 2 });
  expect(await paths()).toEqual(pathsOf([kept, fresh]));
});

test('a read model that knows nothing makes no file an orphan', async () => {
  await using server = await openTestApp();
  const { storage, platform } = server.services;
  const { headers } = await signedIn(server);
  await upload(server.app, headers, [{ bytes: await jpeg() }]);
  await platform.database.sql`delete from files`;
  const swept = await sweepOrphans({ storage, platform, log }, new Date(Date.now() + hourMs));
  expect(swept).toEqual({ staged: 0, trashed: 0, removed: 0 });
});

test('a database that knows hardly any of the files sweeps none', async () => {
  await using server = await openTestApp();
  const { storage, platform, settings } = server.services;
  const strangers = Array.from({ length: 21 }, () => originalKey(uuidv7(), 'jpg', new Date()));
  for (const key of strangers) await storage.put(key, Buffer.from('bytes'));
  const said: string[] = [];
  const loud = pino({ level: 'error' }, { write: (line) => said.push(line) });
  const later = new Date(Date.now() + hourMs);
  const swept = await sweepOrphans({ storage, platform, log: loud }, later);
  expect(swept).toEqual({ staged: 0, trashed: 0, removed: 0 });
  expect(await filesBelow(settings.dataDir)).toHaveLength(strangers.length);
  expect(said.join('')).toContain('unknown to this database');
});

test('a face that somebody has stays; one that they had, or that was never theirs, goes', async () => {
  await using server = await openTestApp();
  const { storage, platform } = server.services;
  const { id } = await signedIn(server);
  const [had, has, never] = [1, 2, 3].map(() => newAvatarKey(id, new Date()));
  for (const storageKey of [had, has]) {
    const command = { type: 'ChangeAvatar', storageKey: storageKey ?? null } as const;
    const on = { decider: personDecider, id, command };
    await executeCommand(platform.eventLog, { actorId: id }, on);
  }
  for (const key of [had, has, never]) await storage.put(key ?? '', Buffer.from('bytes'));
  const swept = await sweepOrphans({ storage, platform, log }, new Date(Date.now() + hourMs));
  expect(swept).toMatchObject({ trashed: 2 });
  expect(await storage.sizeOf(has ?? '')).not.toBeNull();
});
