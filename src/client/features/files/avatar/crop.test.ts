import { expect, test } from 'vitest';
import { partOf, withinPicture } from './crop.ts';

const wide = { width: 400, height: 200 };

test.each([
  ['the middle', { zoom: 1, x: 0, y: 0 }, { left: 100, top: 0, side: 200 }],
  ['moved to the right, the left part', { zoom: 1, x: 0.5, y: 0 }, { left: 0, top: 0, side: 200 }],
  ['twice as large', { zoom: 2, x: 0, y: 0.5 }, { left: 150, top: 0, side: 100 }],
])('%s', (_name, crop, part) => {
  expect(withinPicture(crop, wide)).toEqual(crop);
  expect(partOf(crop, wide)).toEqual(part);
});

test('no edge comes into the square', () => {
  expect(withinPicture({ zoom: 1, x: 9, y: 9 }, wide)).toEqual({ zoom: 1, x: 0.5, y: 0 });
  expect(withinPicture({ zoom: 0.2, x: 0, y: -3 }, wide)).toEqual({ zoom: 1, x: 0, y: -0 });
  expect(withinPicture({ zoom: 99, x: 0, y: -3 }, wide)).toEqual({ zoom: 4, x: 0, y: -1.5 });
});
