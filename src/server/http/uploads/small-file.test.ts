import { expect, test } from 'vitest';
import { SmallFile } from './small-file.ts';

const kibibyte = 1024;
const chunkOf = (kibibytes: number, fill = 0) => Buffer.alloc(kibibytes * kibibyte, fill);

/** A file of nearly one mebibyte, as large as a small one may be; whether it was kept. */
function fill(file: SmallFile): boolean {
  return [0, 1, 2, 3].every((part) => file.add(chunkOf(255, part)).length === 0);
}

test('what is small is kept whole, and its memory is free afterwards', () => {
  const chunks = [chunkOf(700, 1), chunkOf(323, 2)];
  const expected = Buffer.concat(chunks);
  let whole: Buffer | null;
  {
    using file = new SmallFile();
    expect(chunks.map((chunk) => file.add(chunk))).toEqual([[], []]);
    whole = file.end();
    expect(whole?.equals(expected)).toBe(true);
    expect(chunks.map(({ buffer }) => buffer.byteLength)).toEqual([0, 0]);
  }
  expect(whole?.buffer.byteLength).toBe(0);
});

test('what turns out larger is passed on in its order, then as it comes', () => {
  using file = new SmallFile();
  const [first, second, third] = [chunkOf(700, 1), chunkOf(325, 2), chunkOf(1, 3)];
  expect(file.add(first)).toEqual([]);
  expect(file.add(second)).toEqual([first, second]);
  expect(file.add(third)).toEqual([third]);
  expect(file.end()).toBeNull();
});

test('one that comes in the smallest of chunks is passed on before they take much memory', () => {
  using file = new SmallFile();
  let chunks = 1;
  while (file.add(Buffer.of(1)).length === 0) chunks += 1;
  expect(chunks).toBeLessThan(2_100);
});

test('all together take no more than their share of memory, and give it back', () => {
  const files = Array.from({ length: 17 }, () => new SmallFile());
  const next = () => {
    using file = new SmallFile();
    return fill(file);
  };
  expect(files.map(fill)).toEqual(files.map((_, nth) => nth < 16));
  expect(next()).toBe(false);
  files[3]?.[Symbol.dispose]();
  expect([next(), next()]).toEqual([true, true]);
  // One that is let go of twice gives back once.
  files[3]?.[Symbol.dispose]();
  using taker = new SmallFile();
  expect([fill(taker), next()]).toEqual([true, false]);
  for (const file of files) file[Symbol.dispose]();
});
