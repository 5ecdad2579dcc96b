import { expect, test } from 'vitest';
import { byteRangesOf } from './byte-range.ts';

test.for([
  [undefined, 'whole'],
  ['bytes=0-0', [{ start: 0, end: 0 }]],
  ['bytes=0-9', [{ start: 0, end: 9 }]],
  ['bytes=5-', [{ start: 5, end: 9 }]],
  ['bytes=5-400', [{ start: 5, end: 9 }]],
  ['bytes=-3', [{ start: 7, end: 9 }]],
  ['bytes=-300', [{ start: 0, end: 9 }]],
  ['BYTES=1-2', [{ start: 1, end: 2 }]],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', 'whole'],
  [
    'bytes=0-1,3-4',
    [
      { start: 0, end: 1 },
      { start: 3, end: 4 },
    ],
  ],
  [
    'bytes= 0-1 ,, -2 ,',
    [
      { start: 0, end: 1 },
      { start: 8, end: 9 },
    ],
  ],
  [
    'bytes=3-4,0-1',
    [
      { start: 3, end: 4 },
      { start: 0, end: 1 },
    ],
  ],
  ['bytes=0-1,20-30', [{ start: 0, end: 1 }]],
  ['bytes=20-30,-0', 'unsatisfiable'],
  ['bytes=0-5,4-9', 'whole'],
  ['bytes=0-1,x', 'whole'],
  ['bytes=,', 'whole'],
  ['bytes=0-999999999999999999', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=a-b', 'whole'],
  ['lines=0-1', 'whole'],
] as const)('%s of ten bytes', ([header, expected]) => {
  expect(byteRangesOf(header, 10)).toEqual(expected);
});

test('more ranges than anybody needs are answered with everything', () => {
  const ranges = Array.from({ length: 17 }, (_, at) => `${at * 10}-${at * 10}`);
  expect(byteRangesOf(`bytes=${ranges.join(',')}`, 10_000)).toBe('whole');
  expect(byteRangesOf(`bytes=${ranges.slice(1).join(',')}`, 10_000)).toHaveLength(16);
});

test('an empty file has no part', () => {
  expect(byteRangesOf('bytes=0-', 0)).toBe('unsatisfiable');
  expect(byteRangesOf('bytes=-1', 0)).toBe('unsatisfiable');
});
