import { expect, test } from 'vitest';
import { faultSentence } from './log-faults.ts';

test('a difference is said with its place, in either language', () => {
  const found = { fault: 'version_missing', position: 7, stream: 'file-1', version: 3 } as const;
  expect(faultSentence(found, 'en')).toBe(
    'At position 7 the version before 3 of stream file-1 is missing.',
  );
  expect(faultSentence(found, 'fr')).toContain('À la position 7');
});
