/** Whatever the moment of a `kill -9`, what comes after it is whole, and the clean-up leaves nothing over. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { migrate } from '#infra/db/migrate.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { expectNothingSpare, expectWhole, keptFiles } from '#tests/support/stored-files.ts';
import { locationOf, tusClient } from '#tests/support/tus.ts';
import { generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';
import { expireUploads } from '#worker/files/expire-uploads.ts';
import { sweepOrphans } from '#worker/files/sweep-orphans.ts';
import type { Death } from './dying-process.ts';

const hourMs = 3_600_000;
const program = fileURLToPath(new URL('dying-process.ts', import.meta.url));
const text = Buffer.from('Ada was here\n');
const other = Buffer.from('and so was Ben\n');
type Person = Awaited<ReturnType<typeof signedIn>>;
type Task = Pick<Death, 'task'> & Partial<Death>;
type Step = Pick<Death, 'step' | 'when'> & { nth?: number };

/** Runs it until it dies; one that ends by itself never came to the step. */
async function dieAt(server: TestApp, person: Person, task: Task, step: Step): Promise<void> {
  const { role } = await migrate(server.test.ownerUrl);
  const death: Death = {
    ownerUrl: server.test.ownerUrl,
    role,
    dataDir: server.services.settings.dataDir,
    headers: person.headers,
    nth: 1,
    bytes: text.toString('base64'),
    url: '',
    file: null,
    keepOriginals: true,
    ...task,
    ...step,
  };
  const args = ['--disable-warning=ExperimentalWarning', program, JSON.stringify(death)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect([code, signal], `${death.task}: ${death.when} ${death.step}`).toEqual([null, 'SIGKILL']);
}

/** The clean-up of a start an hour later, and a day later. */
async function cleanUp({ services }: TestApp): Promise<void> {
  const { storage, platform, settings } = services;
  const log = pino({ level: 'silent' });
  const longAgo = new Date(Date.now() - 2 * hourMs);
  for (const name of await readdir(join(settings.dataDir, 'tmp'))) {
    await utimes(join(settings.dataDir, 'tmp', name), longAgo, longAgo);
  }
  await sweepOrphans({ storage, platform, log }, new Date(Date.now() + hourMs));
  await expireUploads({ storage, platform, log }, new Date(Date.now() + 48 * hourMs));
}

async function sendText({ app }: TestApp, { headers }: Person, bytes = text) {
  const part = { field: 'file', bytes, name: 'note.txt' };
  const { status, body } = await upload(app, headers, [part], generalUploadPath);
  expect(status).toBe(201);
  return body;
}

const storing: Step[] = [
  { step: 'stage', when: 'after' },
  { step: 'write', when: 'after' },
  { step: 'finish', when: 'before' },
  { step: 'finish', when: 'after' },
  { step: 'commit', when: 'before' },
  { step: 'commit', when: 'after' },
  { step: 'event', when: 'after' },
];
const named = (step: Step) => `${step.when} ${step.step}${step.nth ? ` ${step.nth}` : ''}`;

describe('an upload that dies', () => {
  test.for(storing.map((step) => [named(step), step] as const))('%s', async ([, step]) => {
    await using server = await openTestApp();
    const ana = await signedIn(server);
    await dieAt(server, ana, { task: 'upload' }, step);
    await expectWhole(server);
    const isRecorded = step.step === 'event';
    expect(await keptFiles(server)).toHaveLength(isRecorded ? 1 : 0);
    await cleanUp(server);
    await expectWhole(server);
    await expectNothingSpare(server);
    // Who sends it again is not hindered by what was left.
    await sendText(server, ana);
    await eventually(() => expectWhole(server));
  });

  test('before it removes what was there already', async () => {
    await using server = await openTestApp();
    const [ana, ben] = [await signedIn(server), await signedIn(server, 'ben@example.org')];
    await sendText(server, ben);
    await dieAt(server, ana, { task: 'upload' }, { step: 'delete', when: 'before' });
    await expectWhole(server);
    expect(await keptFiles(server)).toHaveLength(2);
    await cleanUp(server);
    await expectWhole(server);
    await expectNothingSpare(server);
  });
});

describe('an upload in several requests that dies', () => {
  const whole = Buffer.concat([text, other]);
  const steps: [Step, sends: Buffer][] = [
    // A part: stored and not written down, then the last one.
    [{ step: 'write', when: 'after' }, text],
    [{ step: 'commit', when: 'before' }, text],
    [{ step: 'commit', when: 'after' }, text],
    [{ step: 'finish', when: 'after' }, whole],
    [{ step: 'finish', when: 'after', nth: 2 }, whole],
    [{ step: 'commit', when: 'after' }, whole],
    [{ step: 'event', when: 'after' }, whole],
  ];
  const cases = steps.map(([step, sends]) => {
    return [`${named(step)} of ${sends === whole ? 'all' : 'a part'}`, step, sends] as const;
  });
  test.for(cases)('%s', async ([, step, sends]) => {
    await using server = await openTestApp();
    const ana = await signedIn(server);
    const tus = tusClient(server.app, ana.headers);
    const url = locationOf(await tus.create(whole.length, { filename: 'note.txt' }));
    const task = { task: 'tus', url, bytes: sends.toString('base64') } as const;
    await dieAt(server, ana, task, step);
    await expectWhole(server);
    // It goes on, here, from where it says, and becomes one file.
    const offset = Number((await tus.head(url)).headers['upload-offset']);
    expect(offset).toBe(step.step === 'event' ? whole.length : 0);
    const last = await tus.patch(url, offset, whole.subarray(offset));
    expect([last.status, last.headers['upload-offset']]).toEqual([204, String(whole.length)]);
    expect(await keptFiles(server)).toHaveLength(1);
    await cleanUp(server);
    await expectWhole(server);
    await expectNothingSpare(server);
  });
});

describe('a worker that dies', () => {
  test.for<[string, Step]>([
    ['before it deletes bytes for good', { step: 'delete', when: 'before' }],
    ['after it deleted the first of them', { step: 'delete', when: 'after' }],
    ['after it recorded that they go', { step: 'event', when: 'after' }],
  ])('%s', async ([, step]) => {
    await using server = await openTestApp();
    const ana = await signedIn(server);
    const file = await sendText(server, ana);
    await sendText(server, ana, other);
    await rest(server.app, 'DELETE', `core/files/${file.id}/`, ana);
    await dieAt(server, ana, { task: 'purge' }, step);
    await expectWhole(server);
    expect(await keptFiles(server)).toHaveLength(1);
    await cleanUp(server);
    await expectWhole(server);
    await expectNothingSpare(server);
  });

  test.for<[string, Step]>([
    ['before it stores a rendition', { step: 'put', when: 'before' }],
    ['after it stored some of them', { step: 'put', when: 'after', nth: 2 }],
    ['after it recorded them', { step: 'event', when: 'after' }],
  ])('%s', async ([, step]) => {
    await using server = await openTestApp();
    const ana = await signedIn(server);
    const { body } = await upload(server.app, ana.headers, [{ bytes: await jpeg() }]);
    await dieAt(server, ana, { task: 'renditions', file: body.id }, step);
    await cleanUp(server);
    await expectWhole(server);
    await expectNothingSpare(server);
    await rest(server.app, 'DELETE', `core/files/${body.id}/`, ana);
    const purge = { task: 'purge' } as const;
    await dieAt(server, ana, purge, { step: 'delete', when: 'before' });
    await cleanUp(server);
    expect(await keptFiles(server)).toEqual([]);
    await expectNothingSpare(server);
  });

  test.for<[string, Step]>([
    ['before it puts an orphan aside', { step: 'trash', when: 'before' }],
    ['after it put one aside', { step: 'trash', when: 'after' }],
  ])('%s', async ([, step]) => {
    await using server = await openTestApp();
    const ana = await signedIn(server);
    await sendText(server, ana);
    for (const nth of [1, 2]) {
      const orphan = originalKey(crypto.randomUUID(), 'txt', new Date());
      await server.services.storage.put(orphan, Buffer.from(String(nth)));
    }
    await dieAt(server, ana, { task: 'sweep' }, step);
    await cleanUp(server);
    await expectWhole(server);
    await expectNothingSpare(server);
  });

  test('between an unfinished upload and its parts', async () => {
    await using server = await openTestApp();
    const ana = await signedIn(server);
    const tus = tusClient(server.app, ana.headers);
    const url = locationOf(await tus.create(100));
    await tus.patch(url, 0, text);
    await dieAt(server, ana, { task: 'expire' }, { step: 'delete', when: 'before' });
    expect((await tus.head(url)).status).toBe(404);
    await cleanUp(server);
    await expectNothingSpare(server);
  });
});
