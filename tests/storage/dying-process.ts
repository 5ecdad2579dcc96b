/**
 * A process of the product that dies by SIGKILL at one step of what it does with a file, as it would
 * by the kernel's or an operator's hand. Which step is in its arguments.
 */
import pino from 'pino';
import { loadSettings } from '#infra/env/settings.ts';
import { openPlatform, type Platform } from '#infra/platform.ts';
import type { StagedFile, Storage } from '#infra/storage/storage.ts';
import { projections } from '#readmodels/registry.ts';
import { openTestStorage } from '#tests/support/storages.ts';
import { expireUploads } from '#worker/files/expire-uploads.ts';
import { makeRenditionsHandler } from '#worker/files/make-renditions.handler.ts';
import { purgeTrash } from '#worker/files/purge-trash.ts';
import { sweepOrphans } from '#worker/files/sweep-orphans.ts';
import { PictureWorkshop } from '#worker/files/workshop/workshop.ts';

export interface Death {
  ownerUrl: string;
  role: string | null;
  /** As an operator sets it. */
  environment: Record<string, string>;
  headers: Record<string, string>;
  /** What it is doing. */
  task: 'upload' | 'tus' | 'renditions' | 'purge' | 'sweep' | 'expire';
  /** At which step, and before or after it, and at which time that it comes there. */
  step: 'stage' | 'write' | 'finish' | 'commit' | 'delete' | 'trash' | 'event';
  when: 'before' | 'after';
  nth: number;
  /** The bytes of an upload, in base64. */
  bytes: string;
  /** Of a tus upload that has begun. */
  url: string;
  /** For the renditions. */
  fileId: string;
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

/** The same object, so that what it does by itself in several steps dies between them too. */
function dyingStorage(storage: Storage): Storage {
  const { stage, commit, delete: remove, trash } = storage;
  return Object.assign(storage, {
    stage: () => at('stage', async () => dyingStaged(await stage.call(storage))),
    commit: (staged: StagedFile, key: string) =>
      at('commit', () => commit.call(storage, staged, key)),
    delete: (key: string) => at('delete', () => remove.call(storage, key)),
    trash: (key: string) => at('trash', () => trash.call(storage, key)),
  });
}

function dyingStaged(staged: StagedFile): StagedFile {
  const { write, finish } = staged;
  return Object.assign(staged, {
    write: (chunk: Uint8Array) => at('write', () => write.call(staged, chunk)),
    finish: () => at('finish', () => finish.call(staged)),
  });
}

const settings = loadSettings({ RATE_LIMITS: 'off', ...death.environment });
const log = pino({ level: 'silent' });

async function run(platform: Platform, storage: Storage): Promise<void> {
  const needed = { platform, storage, log };
  const hourMs = 3_600_000;
  const later = new Date(Date.now() + 31 * 24 * hourMs);
  switch (death.task) {
    case 'purge':
      return void (await purgeTrash(needed, later));
    case 'sweep':
      return void (await sweepOrphans(needed, later));
    case 'expire':
      return void (await expireUploads(needed, later));
    case 'renditions': {
      const { keepOriginals } = settings.uploads;
      const workshop = new PictureWorkshop();
      const handler = makeRenditionsHandler({ ...needed, workshop, keepOriginals });
      const data = { fileId: death.fileId, eventId: '1' };
      return handler.run(data, AbortSignal.timeout(60_000));
    }
    case 'upload':
    case 'tus':
      return receive(platform, storage);
  }
}

async function receive(platform: Platform, storage: Storage): Promise<void> {
  // Most of the product, and only these need it.
  const { buildApp } = await import('#server/http/app.ts');
  const { loadSigningKeys } = await import('#infra/signing-keys.ts');
  const { tusClient } = await import('#tests/support/tus.ts');
  const { generalUploadPath, upload } = await import('#tests/support/upload.ts');
  const signingKeys = await loadSigningKeys(platform.database.sql);
  const app = await buildApp({ settings, platform, storage, signingKeys, log });
  const { headers, url } = death;
  const bytes = Buffer.from(death.bytes, 'base64');
  const form = [{ field: 'file', bytes, name: 'note.txt' }];
  if (death.task === 'tus') await tusClient(app, headers).patch(url, 0, bytes);
  else await upload(app, headers, form, generalUploadPath);
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
  log,
});
const { eventLog } = platform;
const { appended } = eventLog;
eventLog.appended = () => {
  if (death.step === 'event') die();
  appended();
};
await run(platform, dyingStorage(await openTestStorage(settings)));
process.exit(0);
