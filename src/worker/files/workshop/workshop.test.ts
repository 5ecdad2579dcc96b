import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { jpeg } from '#tests/support/pictures.ts';
import { makeRenditions } from '../renditions.ts';
import { PictureWorkshop } from './workshop.ts';
import { UnpreparablePictureError } from './workshop-process.ts';

// Processes on a busy machine: the limit is for what hangs.
vi.setConfig({ testTimeout: 60_000 });

const photo = { format: 'jpeg', type: 'image' } as const;
const never = () => AbortSignal.timeout(60_000);
const bytesOf = async () => new Uint8Array(await jpeg());

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
  const original = await bytesOf();
  {
    await using workshop = new PictureWorkshop();
    const both = [
      workshop.prepare(original, photo, never()),
      workshop.prepare(original, photo, never()),
    ];
    const [made] = await Promise.all(both);
    const { picture, thumbnails } = await makeRenditions(original, photo);
    expect(Buffer.from(made?.picture.bytes ?? []).equals(picture.bytes)).toBe(true);
    expect(made?.thumbnails.map(({ name, width }) => [name, width])).toEqual(
      thumbnails.map(({ name, width }) => [name, width]),
    );
    expect(workshop.started).toBe(1);
    expect(processes()).toHaveLength(1);
  }
  expect(processes()).toEqual([]);
});

test('one that has grown is replaced when its work is done', async () => {
  await using workshop = new PictureWorkshop({ grownBytes: 1 });
  const original = await bytesOf();
  for (let round = 1; round <= 3; round += 1) {
    await workshop.prepare(original, photo, never());
    expect(workshop.started).toBe(round);
  }
  await vi.waitFor(() => expect(processes()).toEqual([]), { timeout: 10_000 });
});

test('one that is killed fails its work, and the next finds a new one', async () => {
  await using workshop = new PictureWorkshop();
  const original = await bytesOf();
  await workshop.prepare(original, photo, never());
  const work = workshop.prepare(
    new Uint8Array(await jpeg({ width: 4_000, height: 3_000 })),
    photo,
    never(),
  );
  for (const pid of processes()) process.kill(pid, 'SIGKILL');
  await expect(work).rejects.toThrow('ended (SIGKILL)');
  expect(await workshop.prepare(original, photo, never())).toHaveProperty('picture');
  expect(workshop.started).toBe(2);
});

test('tells what no decoder takes from what may pass, and waits for nobody who has gone', async () => {
  await using workshop = new PictureWorkshop();
  const cut = (await bytesOf()).subarray(0, 300);
  await expect(workshop.prepare(cut, photo, never())).rejects.toThrow(UnpreparablePictureError);
  const gone = workshop.prepare(await bytesOf(), photo, AbortSignal.abort());
  await expect(gone).rejects.toThrow(/abort/i);
  const stop = new AbortController();
  const going = workshop.prepare(await bytesOf(), photo, stop.signal);
  stop.abort();
  await expect(going).rejects.toThrow(/abort/i);
  expect(await workshop.prepare(await bytesOf(), photo, never())).toHaveProperty('picture');
});

test('one that nobody needs is ended', async () => {
  await using workshop = new PictureWorkshop({ idleMs: 50 });
  await workshop.prepare(await bytesOf(), photo, never());
  await vi.waitFor(() => expect(processes()).toEqual([]), { timeout: 10_000 });
  expect(await workshop.prepare(await bytesOf(), photo, never())).toHaveProperty('picture');
});
