import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { jpeg, noise } from '#tests/support/pictures.ts';
import { makeRenditions, renditionNames } from '../renditions.ts';
import type { RenditionsWork } from './messages.ts';
import { PictureWorkshop } from './workshop.ts';
import { UnpreparablePictureError } from './workshop-process.ts';
import { eventually } from '#tests/support/eventually.ts';

// Processes on a busy machine: the limit is for what hangs.
vi.setConfig({ testTimeout: 60_000 });

const photo = { format: 'jpeg', type: 'image' } as const;
const never = () => AbortSignal.timeout(60_000);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecosystia-workshop-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A picture in a file, and files for what is made of it. */
async function workOn(picture?: Buffer): Promise<RenditionsWork> {
  const here = async (bytes: Buffer): Promise<string> => {
    const path = join(folder, randomUUID());
    await writeFile(path, bytes);
    return path;
  };
  const original = await here(picture ?? (await jpeg()));
  const empty = renditionNames.map(async (name) => [name, await here(Buffer.of())] as const);
  return { original, kind: photo, targets: Object.fromEntries(await Promise.all(empty)) };
}

/** The processes that prepare pictures for this one. */
function processes(): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return listed
    .split('\n')
    .filter((line) => line.includes('workshop-main.ts'))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === process.pid)
    .map(([pid = 0]) => pid);
}

test('makes the same pictures as the decoder itself, and leaves no process behind', async () => {
  const work = await workOn();
  {
    await using workshop = new PictureWorkshop();
    const both = [workshop.prepare(work, never()), workshop.prepare(await workOn(), never())];
    const [made] = await Promise.all(both);
    const { picture, thumbnails } = await makeRenditions(await readFile(work.original), photo);
    const expected = [{ name: 'picture', ...picture }, ...thumbnails];
    expect(made).toEqual(
      expected.map(({ bytes, ...rendition }) => ({ ...rendition, sizeBytes: bytes.length })),
    );
    for (const { name, bytes } of expected) {
      expect((await readFile(work.targets[name] ?? '')).equals(bytes)).toBe(true);
    }
    expect(workshop.started).toBe(1);
    expect(processes()).toHaveLength(1);
  }
  expect(processes()).toEqual([]);
});

test('one that has grown is replaced when its work is done', async () => {
  await using workshop = new PictureWorkshop({ grownBytes: 1 });
  for (let round = 1; round <= 3; round += 1) {
    await workshop.prepare(await workOn(), never());
    expect(workshop.started).toBe(round);
  }
  await eventually(() => expect(processes()).toEqual([]));
});

test('one that is killed fails its work, and the next finds a new one', async () => {
  await using workshop = new PictureWorkshop();
  await workshop.prepare(await workOn(), never());
  const large = await workOn(await jpeg({ width: 4_000, height: 3_000 }));
  const failed = vi.fn<(error: unknown) => void>();
  void workshop.prepare(large, never()).catch(failed);
  // It has to be at it.
  await eventually(() => {
    for (const pid of processes()) process.kill(pid, 'SIGKILL');
    expect(failed).toHaveBeenCalled();
  });
  // Before the order was on its way it is the way that is gone.
  expect(String(failed.mock.lastCall)).toMatch(/ended \(SIGKILL\)|Channel closed/);
  const before = workshop.started;
  expect(await workshop.prepare(await workOn(), never())).toHaveLength(4);
  expect(workshop.started).toBe(before + 1);
});

test('tells what no decoder takes from what may pass, and waits for nobody who has gone', async () => {
  await using workshop = new PictureWorkshop();
  const cut = await workOn((await jpeg()).subarray(0, 300));
  await expect(workshop.prepare(cut, never())).rejects.toThrow(UnpreparablePictureError);
  const gone = workshop.prepare(await workOn(), AbortSignal.abort());
  await expect(gone).rejects.toThrow(/abort/i);
  const stop = new AbortController();
  const going = workshop.prepare(await workOn(), stop.signal);
  stop.abort();
  await expect(going).rejects.toThrow(/abort/i);
  expect(await workshop.prepare(await workOn(), never())).toHaveLength(4);
});

test('a picture is not to blame for what cannot be read or written', async () => {
  await using workshop = new PictureWorkshop();
  const { targets, ...rest } = await workOn();
  // Whoever had them made has given up and removed it: it does not come back.
  const removed = targets['300'] ?? '';
  await rm(removed);
  const unwritten = await workshop.prepare({ targets, ...rest }, never()).catch(String);
  expect(unwritten).toMatch(/^Error: ENOENT/);
  await expect(access(removed)).rejects.toThrow('ENOENT');
  const work = await workOn();
  await rm(work.original);
  expect(await workshop.prepare(work, never()).catch(String)).toMatch(/^Error: ENOENT/);
});

test.runIf(process.platform === 'linux')('one that works on does not grow', async () => {
  await using workshop = new PictureWorkshop();
  const large = { width: 4_000, height: 3_000 };
  const pictures = [
    await noise(large).jpeg({ quality: 60, progressive: true }).toBuffer(),
    await noise(large).webp({ quality: 60, effort: 0 }).toBuffer(),
  ];
  const formats = ['jpeg', 'webp'] as const;
  for (let round = 0; round < 6; round += 1) {
    const works = await Promise.all(pictures.map((picture) => workOn(picture)));
    const all = works.map((work, at) => {
      const kind = { format: formats[at] ?? 'jpeg', type: 'image' } as const;
      return workshop.prepare({ ...work, kind }, never());
    });
    await Promise.all(all);
  }
  expect(workshop.started).toBe(1);
});

test('one that nobody needs is ended', async () => {
  await using workshop = new PictureWorkshop({ idleMs: 50 });
  await workshop.prepare(await workOn(), never());
  await eventually(() => expect(processes()).toEqual([]));
  expect(await workshop.prepare(await workOn(), never())).toHaveLength(4);
});
