/** Whatever the moment of a `kill -9`, what comes after it is whole, and the clean-up leaves nothing over. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '#infra/db/migrate.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { noise } from '#tests/support/pictures.ts';
import { preparePicture } from '#tests/support/prepare-picture.ts';
import { expectNothingSpare, expectWhole, keptFiles } from '#tests/support/stored-files.ts';
import { storagePlaces } from '#tests/support/storages.ts';
import { locationOf, tusClient } from '#tests/support/tus.ts';
import { generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';
import { expireUploads } from '#worker/files/expire-uploads.ts';
import { sweepOrphans } from '#worker/files/sweep-orphans.ts';
import type { Death } from './dying-process.ts';

const hourMs = 3_600_000;
const program = fileURLToPath(new URL('dying-process.ts', import.meta.url));
type Task = Pick<Death, 'task'> & Partial<Death>;
type Step = Pick<Death, 'step' | 'when'> & { nth?: number };

/** Others than any before, as what is there already takes another way. */
const newText = () => Buffer.from(`Ada was here ${randomUUID()}\n`);
const newPicture = async () => noise({ width: 320, height: 240 }).jpeg().toBuffer();

const named = (step: Step) => `${step.when} ${step.step}${step.nth ? ` ${step.nth}` : ''}`;
/** With a bucket as well, these are steps of this machine. */
const local = new Set<Death['step']>(['stage', 'write', 'finish']);

/** In one of the places where files may be, by its name. */
export function killTests(name: string): void {
  describe.each(storagePlaces.filter(([place]) => place === name))(
    'with %s',
    (place, openPlace) => {
      const isBucket = place === 'a bucket';
      const stack = new AsyncDisposableStack();
      let server: TestApp;
      let ana: Awaited<ReturnType<typeof signedIn>>;
      let environment: Record<string, string>;
      let role: string | null;

      beforeAll(async () => {
        environment = await stack.use(await openPlace()).empty();
        server = stack.use(await openTestApp(environment));
        ana = await signedIn(server);
        ({ role } = await migrate(server.test.ownerUrl));
      });
      afterAll(() => stack.disposeAsync());

      /** Runs it until it dies; one that ends by itself never came to the step. */
      async function dieAt(task: Task, step: Step): Promise<void> {
        const death: Death = {
          ownerUrl: server.test.ownerUrl,
          role,
          headers: ana.headers,
          nth: 1,
          bytes: '',
          url: '',
          fileId: '',
          ...task,
          ...step,
          environment: {
            ...environment,
            DATA_DIR: server.services.settings.dataDir,
            ...task.environment,
          },
        };
        const args = ['--disable-warning=ExperimentalWarning', program, JSON.stringify(death)];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
        const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
        expect([code, signal], `${death.task}: ${named(step)}`).toEqual([null, 'SIGKILL']);
      }

      /** The clean-up of a start an hour later, and a day later: after it everything is as it should be. */
      async function expectCleanUp(): Promise<void> {
        const { storage, platform, settings } = server.services;
        const needed = { storage, platform, log: pino({ level: 'silent' }) };
        const longAgo = new Date(Date.now() - 2 * hourMs);
        for (const name of await readdir(join(settings.dataDir, 'tmp'))) {
          await utimes(join(settings.dataDir, 'tmp', name), longAgo, longAgo);
        }
        await sweepOrphans(needed, new Date(Date.now() + hourMs));
        await expireUploads(needed, new Date(Date.now() + 48 * hourMs));
        await expectWhole(server);
        await expectNothingSpare(server);
      }

      async function send(bytes: Buffer, name = 'note.txt') {
        const part = { field: 'file', bytes, name };
        const { status, body } = await upload(server.app, ana.headers, [part], generalUploadPath);
        expect(status).toBe(201);
        return body;
      }
      const trash = (id: string) => rest(server.app, 'DELETE', `core/files/${id}/`, ana);
      const countFiles = async () => (await keptFiles(server)).length;

      const storing: Step[] = [
        { step: 'stage', when: 'after' },
        { step: 'write', when: 'after' },
        { step: 'finish', when: 'before' },
        { step: 'finish', when: 'after' },
        { step: 'commit', when: 'before' },
        { step: 'commit', when: 'after' },
        { step: 'event', when: 'after' },
      ];
      const stored = storing.filter(({ step }) => !isBucket || !local.has(step));

      describe('an upload that dies', () => {
        test.for(stored.map((step) => [named(step), step] as const))('%s', async ([, step]) => {
          const text = newText();
          const before = await countFiles();
          await dieAt({ task: 'upload', bytes: text.toString('base64') }, step);
          await expectWhole(server);
          expect(await countFiles()).toBe(step.step === 'event' ? before + 1 : before);
          await expectCleanUp();
          // Who sends it again is not hindered by what was left.
          await send(text);
          await eventually(() => expectWhole(server));
        });

        test('before it removes what was there already', async () => {
          const text = newText();
          await send(text);
          const before = await countFiles();
          const task = { task: 'upload', bytes: text.toString('base64') } as const;
          await dieAt(task, { step: 'delete', when: 'before' });
          await expectWhole(server);
          expect(await countFiles()).toBe(before + 1);
          await expectCleanUp();
        });
      });

      describe('an upload in several requests that dies', () => {
        const steps: [Step, sends: 'a part' | 'all'][] = [
          // A part: stored and not written down, then the last one.
          [{ step: 'write', when: 'after' }, 'a part'],
          [{ step: 'commit', when: 'before' }, 'a part'],
          [{ step: 'commit', when: 'after' }, 'a part'],
          [{ step: 'finish', when: 'after' }, 'all'],
          [{ step: 'finish', when: 'after', nth: 2 }, 'all'],
          [{ step: 'commit', when: 'after' }, 'all'],
          [{ step: 'event', when: 'after' }, 'all'],
        ];
        const cases = steps
          .filter(([{ step }]) => !isBucket || !local.has(step))
          .map(([step, sends]) => [`${named(step)} of ${sends}`, step, sends] as const);
        test.for(cases)('%s', async ([, step, sends]) => {
          const [part, whole] = [newText(), newText()];
          part.copy(whole);
          const before = await countFiles();
          const tus = tusClient(server.app, ana.headers);
          const url = locationOf(await tus.create(whole.length, { filename: 'note.txt' }));
          const bytes = sends === 'all' ? whole : whole.subarray(0, 20);
          await dieAt({ task: 'tus', url, bytes: bytes.toString('base64') }, step);
          await expectWhole(server);
          // As if what holds it had not been renewed for its time.
          await server.services.platform.database.sql`
        update ops.resumable_uploads set held_until = now() - interval '1 second'`;
          // It goes on, here, from where it says, and becomes one file.
          const offset = Number((await tus.head(url)).headers['upload-offset']);
          expect(offset).toBe(step.step === 'event' ? whole.length : 0);
          const last = await tus.patch(url, offset, whole.subarray(offset));
          expect([last.status, last.headers['upload-offset']]).toEqual([204, String(whole.length)]);
          expect(await countFiles()).toBe(before + 1);
          await expectCleanUp();
        });
      });

      describe('a worker that dies', () => {
        test.for<[string, Step]>([
          ['before it deletes bytes for good', { step: 'delete', when: 'before' }],
          ['after it deleted the first of them', { step: 'delete', when: 'after' }],
          ['after it recorded that they go', { step: 'event', when: 'after' }],
        ])('%s', async ([, step]) => {
          const file = await send(newText());
          const before = await countFiles();
          await trash(file.id);
          await dieAt({ task: 'purge' }, step);
          await expectWhole(server);
          expect(await countFiles()).toBe(before - 1);
          await expectCleanUp();
        });

        const kept = { UPLOAD_KEEP_ORIGINALS: 'on' };
        const letGo = { UPLOAD_KEEP_ORIGINALS: 'off' };
        test.for<[string, Step, Record<string, string>]>([
          ['with files for some of the renditions', { step: 'stage', when: 'after', nth: 2 }, kept],
          ['before it stores a rendition', { step: 'commit', when: 'before' }, kept],
          ['after it stored some of them', { step: 'commit', when: 'after', nth: 2 }, kept],
          ['after it recorded them', { step: 'event', when: 'after' }, kept],
          ['after it let go of the original', { step: 'event', when: 'after' }, letGo],
          ['before it deletes the original', { step: 'delete', when: 'before' }, letGo],
          ['after it deleted the original', { step: 'delete', when: 'after' }, letGo],
        ])('%s', async ([, step, setting]) => {
          const bytes = await newPicture();
          const { id } = await send(bytes, 'photo.jpg');
          await dieAt({ task: 'renditions', fileId: id, environment: setting }, step);
          await expectCleanUp();
          // The job is tried again.
          const keepOriginals = setting === kept;
          await preparePicture(server, id, { keepOriginals });
          await expectWhole(server);
          await expectNothingSpare(server);
          const [ready] = (await keptFiles(server)).filter((file) => file.id === id);
          expect(ready?.ready?.originalKept).toBe(keepOriginals);
          await trash(id);
          await dieAt({ task: 'purge' }, { step: 'delete', when: 'before' });
          await expectCleanUp();
        });

        test('before it removes renditions that were there already', async () => {
          const bytes = await newPicture();
          await preparePicture(server, (await send(bytes, 'photo.jpg')).id);
          const { id: fileId } = await send(bytes, 'again.jpg');
          await dieAt({ task: 'renditions', fileId }, { step: 'delete', when: 'before' });
          await expectWhole(server);
          await expectCleanUp();
        });

        test.for<[string, Step]>([
          ['before it puts an orphan aside', { step: 'trash', when: 'before' }],
          // In a bucket it is copied and then removed.
          ...(isBucket
            ? ([['while it puts one aside', { step: 'delete', when: 'before' }]] as [
                string,
                Step,
              ][])
            : []),
          ['after it put one aside', { step: 'trash', when: 'after' }],
        ])('%s', async ([, step]) => {
          await send(newText());
          for (const nth of [1, 2]) {
            const orphan = originalKey(randomUUID(), 'txt', new Date());
            await server.services.storage.put(orphan, Buffer.from(String(nth)));
          }
          await dieAt({ task: 'sweep' }, step);
          await expectCleanUp();
        });

        test('between an unfinished upload and its parts', async () => {
          const tus = tusClient(server.app, ana.headers);
          const url = locationOf(await tus.create(100));
          await tus.patch(url, 0, newText());
          await dieAt({ task: 'expire' }, { step: 'delete', when: 'before' });
          expect((await tus.head(url)).status).toBe(404);
          await expectCleanUp();
        });
      });
    },
  );
}
