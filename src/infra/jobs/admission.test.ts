import { expect, test } from 'vitest';
import { Admission } from './admission.ts';

/** Work that ends when told to. */
function works(admission: Admission) {
  const running = new Map<string, () => void>();
  const start = (name: string, weight?: number) =>
    admission.run(
      () =>
        new Promise<void>((resolve) => {
          running.set(name, () => {
            running.delete(name);
            resolve();
          });
        }),
      weight,
    );
  return {
    running: () => [...running.keys()],
    start,
    end: (name: string) => running.get(name)?.(),
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('as much runs at once as fits in, in order', async () => {
  const { running, start, end } = works(new Admission(10));
  const all = [start('a', 6), start('b', 4), start('c', 6), start('d', 1), start('e', 30)];
  await turn();
  expect(running()).toEqual(['a', 'b']);
  end('b');
  await turn();
  // There would be room for the light one, but it came later.
  expect(running()).toEqual(['a']);
  end('a');
  await turn();
  expect(running()).toEqual(['c', 'd']);
  end('c');
  end('d');
  await turn();
  expect(running()).toEqual(['e']);
  end('e');
  await Promise.all(all);
});

test('a failure makes room too', async () => {
  const admission = new Admission(1);
  await expect(admission.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await admission.run(() => Promise.resolve('yes'))).toBe('yes');
});
