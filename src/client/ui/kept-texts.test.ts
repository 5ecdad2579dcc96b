import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const kept = new Map<string, string>();

/** Of one browser, whose keys are its own. */
const storage = new Proxy({} as Storage, {
  get: (_, name) =>
    ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    })[String(name)],
  ownKeys: () => [...kept.keys()],
  getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
});

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A tab with somebody's page in it. */
async function tabOf(personId: string) {
  vi.resetModules();
  const tab = await import('./kept-texts.ts');
  tab.keepTextsOf(personId);
  return tab;
}

test('what one typed is there in another tab, until one signs out', async () => {
  const first = await tabOf('ana');
  first.writeKept('note', 'Willows');
  const second = await tabOf('ana');
  expect(second.readKept('note')).toBe('Willows');
  second.keepTextsOf(null);
  expect([...kept.keys()]).toEqual([]);
});

test('who signs in next finds nothing of it, also not what an earlier page still writes', async () => {
  const anas = await tabOf('ana');
  anas.writeKept('note', 'Willows');
  const bobs = await tabOf('bob');
  anas.writeKept('note', 'Alders');
  expect(bobs.readKept('note')).toBe('');
  bobs.writeKept('note', 'Oaks');
  expect(anas.readKept('note')).toBe('');
  anas.writeKept('note', '');
  expect(bobs.readKept('note')).toBe('Oaks');
});

test('what cannot be read is as good as nothing', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const tab = await tabOf('ana');
  tab.writeKept('form', '{"half":');
  expect(tab.readKeptJson('form')).toBeNull();
  expect(tab.readKeptJson('nothing')).toBeNull();
  tab.writeKept('form', '{"whole":1}');
  expect(tab.readKeptJson('form')).toEqual({ whole: 1 });
});
