/** `npm run demo`: fills an instance, fresh or running, with a team to look at. */
import { createHmac } from 'node:crypto';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { loadSigningKeys } from '#infra/signing-keys.ts';
import { claimStorage } from '#infra/storage/instance-mark.ts';
import { openStorage } from '#infra/storage/open-storage.ts';
import { ensureFirstAdministrator } from '#server/auth/first-administrator.ts';
import type { Services } from '#server/services.ts';
import { startWorker } from '#worker/worker.ts';
import { type Instance, openInstance, platformOf } from '../instance.ts';
import { addressOf } from './cast.ts';
import { fill, whenPicturesAreReady } from './fill.ts';
import { people } from './team.ts';

const readyWithinMs = 120_000;
const passwordLength = 12;

async function demo(instance: Instance): Promise<void> {
  const { settings, lifecycle, log, ownerUrl, role } = instance;
  const platform = await platformOf(instance);
  const storage = await openStorage(settings);
  await claimStorage(storage, platform.database.sql);
  const signingKeys = await loadSigningKeys(platform.database.sql);
  const services: Services = { settings, platform, storage, signingKeys, log };
  // After the demo nobody would be the first any more.
  if (settings.admin) await ensureFirstAdministrator(services);
  const ready = whenPicturesAreReady(services, readyWithinMs);
  lifecycle.onStop('waiting', ready.stop);
  const worker = await startWorker({
    platform,
    storage,
    settings,
    database: { url: ownerUrl, role },
    log,
  });
  lifecycle.onStop('worker', () => worker[Symbol.asyncDispose](), 7_000);

  console.log('Filling: people, projects, tasks, pictures, notifications, meetings …');
  const password = passwordFrom(signingKeys.access);
  const filled = await fill(services, password);
  const { people: registered, projects, tasks, meetings, fileIds } = filled;
  const nothingNew = registered + projects + tasks + meetings + fileIds.length === 0;
  if (nothingNew) console.log('The demo is there already; nothing was added.');
  else if (!(await ready.of(filled.fileIds))) {
    console.log('Some pictures are still being prepared; a running EcosystIA goes on with them.');
  }
  introduce(password);
}

/**
 * The same at every run, so it can be said again; another one in every instance, because whoever
 * knew it would be an administrator of all demos there are.
 */
function passwordFrom(secret: Uint8Array): string {
  const mac = createHmac('sha256', secret).update('demo password').digest('hex');
  return (mac.slice(0, passwordLength).match(/.{4}/g) ?? []).join('-');
}

function introduce(password: string): void {
  const rows = people.map((person) => {
    const role = person.role === 'admin' ? 'administrator' : 'member';
    return `  ${addressOf(person).padEnd(22)} ${person.name.padEnd(16)} ${role}`;
  });
  console.log(
    ['', 'Sign in as any of them:', ...rows, '', `Password of all: ${password}`].join('\n'),
  );
  console.log('Two to try side by side: camille and tom share the project of the river.');
}

try {
  const instance = await openInstance(process.env, true);
  try {
    await demo(instance);
  } finally {
    await instance.lifecycle.stop('done');
  }
} catch (error) {
  console.error(error instanceof StartupProblem ? error.message : error);
  process.exitCode = 1;
}
