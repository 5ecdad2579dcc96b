/**
 * A process of the product that dies by SIGKILL at one step of what it does with a file, as it would
 * by the kernel's or an operator's hand. Which step is in its arguments.
 */
import pino from 'pino';
import { loadSettings } from '#infra/env/settings.ts';
import { openPlatform, type Platform } from '#infra/platform.ts';
import { loadSigningKeys } from '#infra/signing-keys.ts';
import { DiskStorage } from '#infra/storage/disk-storage.ts';
import type { StagedFile, Storage } from '#infra/storage/storage.ts';
import { projections } from '#readmodels/registry.ts';
import { buildApp } from '#server/http/app.ts';
import { tusClient } from '#tests/support/tus.ts';
import { generalUploadPath, upload } from '#tests/support/upload.ts';
import { expireUploads } from '#worker/files/expire-uploads.ts';
import { makeRenditionsHandler } from '#worker/files/make-renditions.handler.ts';
import { purgeTrash } from '#worker/files/purge-trash.ts';
import { sweepOrphans } from '#worker/files/sweep-orphans.ts';
import { PictureWorkshop } from '#worker/files/workshop/workshop.ts';

export interface Death {
  ownerUrl: string;
  role: string | null;
  dataDir: string;
  headers: Record<string, string>;
  /** What it is doing. */
  task: 'upload' | 'tus' | 'renditions' | 'purge' | 'sweep' | 'expire';
  /** At which step, and before or after it, and at which time that it comes there. */
  step: 'stage' | 'write' | 'finish' | 'commit' | 'put' | 'delete' | 'trash' | 'event';
  when: 'before' | 'after';
  nth: number;
  /** The bytes of an upload, in base64. */
  bytes: string;
  /** Of a tus upload that has begun. */
  url: string;
  /** For the renditions. */
  file: string | null;
  keepOriginals: boolean;
}

const death = JSON.parse(process.argv[2] ?? '{}') as Death;
let left = death.nth;

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing more may happen until it is here.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
}

async function at<T>(step: Death['step'], work: () => Promise<T>): Promise<T> {
  const isIt = step === death.step && (left -= 1) === 0;
  if (isIt && death.when === 'before') die();
  const done = await work();
  if (isIt) die();
  return done;
}

function dyingStorage(storage: Storage): Storage {
  const steps = new Set(['commit', 'put', 'delete', 'trash']);
  return new Proxy(storage, {
    get: (target, name) => {
      if (name === 'stage') return () => at('stage', async () => dyingStaged(await target.stage()));
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!steps.has(String(name))) return value.bind(target) as unknown;
      const work = (given: unknown[]) => Reflect.apply(value, target, given) as Promise<unknown>;
      return (...given: unknown[]) => at(name as Death['step'], () => work(given));
    },
  });
}

/** The storage knows its own staged files only, so this one stays what it is. */
function dyingStaged(staged: StagedFile): StagedFile {
  const { write, finish } = staged;
  return Object.assign(staged, {
    write: (chunk: Uint8Array) => at('write', () => write.call(staged, chunk)),
    finish: () => at('finish', () => finish.call(staged)),
  });
}

async function run(platform: Platform, storage: Storage): Promise<void> {
  const log = pino({ level: 'silent' });
  const needed = { platform, storage, log };
  const hourMs = 3_600_000;
  const later = new Date(Date.now() + 31 * 24 * hourMs);
  if (death.task === 'purge') return void (await purgeTrash(needed, later));
  if (death.task === 'sweep') return void (await sweepOrphans(needed, later));
  if (death.task === 'expire') return void (await expireUploads(needed, later));
  if (death.task === 'renditions' && death.file) {
    const data = { fileId: death.file, eventId: '1' };
    const { keepOriginals } = death;
    const workshop = new PictureWorkshop();
    const handler = makeRenditionsHandler({ ...needed, workshop, keepOriginals });
    return handler.run(data, AbortSignal.timeout(60_000));
  }
  const settings = loadSettings({ RATE_LIMITS: 'off', DATA_DIR: death.dataDir });
  const signingKeys = await loadSigningKeys(platform.database.sql);
  const app = await buildApp({ settings, platform, storage, signingKeys, log });
  const bytes = Buffer.from(death.bytes, 'base64');
  if (death.task === 'tus') {
    await tusClient(app, death.headers).patch(death.url, 0, bytes);
  } else {
    await upload(
      app,
      death.headers,
      [{ field: 'file', bytes, name: 'note.txt' }],
      generalUploadPath,
    );
  }
  // What it does beside the answer.
  await app.close();
}

const platform = await openPlatform({
  url: death.ownerUrl,
  role: death.role,
  applicationName: 'ecosystia dying',
  projections,
  notify: true,
  pollIntervalMs: 200,
  maxConnections: 5,
  log: pino({ level: 'silent' }),
});
const { eventLog } = platform;
const { appended } = eventLog;
eventLog.appended = () => {
  if (death.step === 'event') die();
  appended();
};
await run(platform, dyingStorage(await DiskStorage.open(death.dataDir)));
process.exit(0);
