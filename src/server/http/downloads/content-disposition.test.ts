import { expect, test } from 'vitest';
import { named } from './content-disposition.ts';

test.for([
  ['photo.jpg', `attachment; filename="photo.jpg"; filename*=UTF-8''photo.jpg`],
  ['Été 1.jpg', `attachment; filename="_t_ 1.jpg"; filename*=UTF-8''%C3%89t%C3%A9%201.jpg`],
  ['a"b\\c.jpg', `attachment; filename="a_b_c.jpg"; filename*=UTF-8''a%22b%5Cc.jpg`],
  [
    "it's (1)*.jpg",
    `attachment; filename="it's (1)*.jpg"; filename*=UTF-8''it%27s%20%281%29%2A.jpg`,
  ],
] as const)('%s', ([name, expected]) => {
  expect(named('attachment', name)).toBe(expected);
});
