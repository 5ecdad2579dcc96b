/**
 * What a worker takes at its most over five hundred photos of all kinds: resident memory of its
 * process and of those it starts, beside the 300 MB that are allowed. Files that they have mapped (Node
 * itself, most of all) count once, however many of them do, and in full, whoever else on the machine does:
 * `Pss` would give them a share that is smaller the more strangers run the same Node.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DiskStorage } from '#infra/storage/disk-storage.ts';
import { claimStorage } from '#infra/storage/instance-mark.ts';
import { registerPerson } from '#tests/support/commands.ts';
import { animated, cmyk, noise, phonePhoto } from '#tests/support/pictures.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult } from '../support/result.ts';
import { openBenchPlatform, type Picture, storePicture } from './stored-pictures.ts';

const entry = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** What `npm start` gives a worker by itself (scripts/processes.mjs). */
const flags = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=1',
  '--optimize-for-size',
];
const photos = 500;
const allowedMb = 300;
const lookEveryMs = 20;
const looksPerMapping = 50;
const patienceMs = 20 * 60_000;

export async function benchWorkerMemory(database: BenchDatabase): Promise<BenchResult[]> {
  // Elsewhere nobody says what a process takes.
  if (!existsSync('/proc/self/status')) return [];
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-bench-worker-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const storage = await DiskStorage.open(join(dataDir, 'files'));
  const platform = stack.use(await openBenchPlatform(database));
  await claimStorage(storage, platform.database.sql);
  const personId = await registerPerson(platform, { name: 'Ana' });
  const kinds = await mixedPhotos();
  const waiting = new Set<string>();
  platform.tail.onEvents((events) => {
    for (const { type, data } of events) {
      if (type === 'FileReady' || type === 'FileFailed') {
        waiting.delete((data as { fileId: string }).fileId);
      }
    }
  });
  const pid = startWorker(database, dataDir, stack);
  for (let photo = 0; photo < photos; photo += 1) {
    const kind = kinds[photo % kinds.length];
    if (!kind) continue;
    const { fileId } = await storePicture(platform, storage, kind, personId);
    waiting.add(fileId);
  }
  const giveUpAt = performance.now() + patienceMs;
  const memory = new Memory(pid);
  let peakMb = 0;
  while (waiting.size > 0) {
    if (performance.now() > giveUpAt) throw new Error(`${waiting.size} photos were never ready`);
    peakMb = Math.max(peakMb, await memory.residentMb());
    await pause(lookEveryMs);
  }
  const [failed] = await platform.database.sql<{ count: number }[]>`
    select count(*)::int as count from log.events where type = 'FileFailed'`;
  if (failed?.count !== 0) throw new Error(`${failed?.count} photos could not be prepared`);
  return [
    {
      scenario: `worker over ${photos} mixed photos`,
      value: Math.round(peakMb),
      unit: 'MB',
      limit: allowedMb,
      ratio: Number((allowedMb / peakMb).toFixed(3)),
      p50_ms: null,
      p99_ms: null,
    },
  ];
}

/** As `npm start` starts one. */
function startWorker({ url }: BenchDatabase, dataDir: string, stack: AsyncDisposableStack): number {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = {
    PATH,
    NODE_COMPILE_CACHE,
    MALLOC_ARENA_MAX: '2',
    ROLE: 'worker',
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
  };
  const worker = spawn(process.execPath, [...flags, entry], { env, stdio: 'ignore' });
  stack.defer(async () => {
    const ended = once(worker, 'exit');
    worker.kill();
    await ended;
  });
  if (!worker.pid) throw new Error('the worker could not be started');
  return worker.pid;
}

/** Of a process and all that it started, and what of files any of them has in memory. */
class Memory {
  readonly #pid: number;
  #fileMb = 0;
  #looks = 0;

  constructor(pid: number) {
    this.#pid = pid;
  }

  async residentMb(): Promise<number> {
    const pids = await family(this.#pid);
    // What is mapped seldom changes, and to go through it takes long.
    if (this.#looks % looksPerMapping === 0) this.#fileMb = await mappedMb(pids);
    this.#looks += 1;
    const own = await Promise.all(pids.map(ownMb));
    return own.reduce((sum, one) => sum + one, this.#fileMb);
  }
}

async function family(pid: number): Promise<number[]> {
  const children = await ofProcess(`${pid}/task/${pid}/children`);
  const families = children.split(' ').filter(Boolean).map(Number).map(family);
  return [pid, ...(await Promise.all(families)).flat()];
}

async function ownMb(pid: number): Promise<number> {
  const status = await ofProcess(`${pid}/status`);
  const kinds = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+)/gm)];
  return kinds.reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1_024;
}

/** Of each file, as much as the process that has most of it; what was changed is a process's own. */
async function mappedMb(pids: readonly number[]): Promise<number> {
  const most = new Map<string, number>();
  for (const pid of pids) {
    const ofThis = new Map<string, number>();
    let file = '';
    for (const line of (await ofProcess(`${pid}/smaps`)).split('\n')) {
      const mapped = /^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+\s*(.*)$/.exec(line);
      if (mapped) file = mapped[1] ?? '';
      const [, name, kilobytes] = /^(Rss|Anonymous):\s+(\d+)/.exec(line) ?? [];
      if (!name || !file.startsWith('/')) continue;
      const change = name === 'Rss' ? Number(kilobytes) : -Number(kilobytes);
      ofThis.set(file, (ofThis.get(file) ?? 0) + change);
    }
    for (const [name, size] of ofThis) most.set(name, Math.max(size, most.get(name) ?? 0));
  }
  return most.values().reduce((sum, size) => sum + size, 0) / 1_024;
}

/** Empty for one that has just ended. */
function ofProcess(path: string): Promise<string> {
  return readFile(`/proc/${path}`, 'utf8').catch(() => '');
}

/** From a thumbnail to 24 megapixels, as cameras, phones, screens and designers make them. */
async function mixedPhotos(): Promise<Picture[]> {
  const large = { width: 4_000, height: 3_000 };
  const usual = { width: 1_632, height: 1_224 };
  const of = async (format: Picture['format'], bytes: Promise<Buffer>): Promise<Picture> => ({
    format,
    bytes: await bytes,
  });
  return [
    await of('jpeg', noise(usual).jpeg().toBuffer()),
    await of('jpeg', noise(large).jpeg({ quality: 70 }).toBuffer()),
    await of('jpeg', noise({ width: 6_000, height: 4_000 }).jpeg({ quality: 50 }).toBuffer()),
    await of('jpeg', noise(large).jpeg({ quality: 60, progressive: true }).toBuffer()),
    await of('jpeg', phonePhoto(large)),
    await of('jpeg', cmyk(usual)),
    await of('png', noise({ width: 1_920, height: 1_080 }).png().toBuffer()),
    await of('png', noise({ width: 1_000, height: 1_400 }).ensureAlpha(0.5).png().toBuffer()),
    await of('webp', noise(large).webp({ quality: 60, effort: 0 }).toBuffer()),
    await of('webp', noise(usual).webp({ lossless: true, effort: 0 }).toBuffer()),
    await of('gif', animated('gif', 20, { width: 480, height: 360 })),
    await of('webp', animated('webp', 20, { width: 480, height: 360 })),
  ];
}
