import { expect, test } from 'vitest';
import { filesOfDrop } from './files-of-drop.ts';

const file = (name: string) => ({
  isFile: true,
  isDirectory: false,
  file: (resolve: (file: File) => void) => resolve(new File(['x'], name)),
});

/** As browsers do it: a part of what is in it with each call, at last nothing. */
const folder = (...inside: object[]) => {
  const left = [...inside];
  return {
    isFile: false,
    isDirectory: true,
    createReader: () => ({
      readEntries: (resolve: (some: object[]) => void) => resolve(left.splice(0, 2)),
    }),
  };
};

const drop = (entries: (object | null)[], files: File[] = []) =>
  ({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files,
  }) as unknown as DataTransfer;

test('files and folders in folders, each file once', async () => {
  const inner = folder(file('c'), file('d'), file('e'));
  const names = (await filesOfDrop(drop([file('a'), folder(file('b'), inner, folder())]))).map(
    ({ name }) => name,
  );
  expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('what a page dropped by itself', async () => {
  const given = [new File(['x'], 'a')];
  expect(await filesOfDrop(drop([null], given))).toEqual(given);
});
