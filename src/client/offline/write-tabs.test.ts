import { expect, onTestFinished, test, vi } from 'vitest';
import { ana, bob, device, firstId, lost, refused, settled } from '#tests/client/write-device.ts';
import { newMs } from './write-list.ts';
import { isKeptAside } from './write-queue.ts';

/** As a browser says in the other tabs that one of them kept or forgot a write. */
const changedElsewhere = (personId: string) =>
  Object.assign(new Event('storage'), { key: `ecosystia.write.${personId}.x` });

test('of two pages that go on with the same the second finds it done', async () => {
  const { page, answers, sent } = device();
  answers(lost);
  const before = page();
  before.open(ana);
  void before.write('x', 1);
  await settled();
  const [one, other] = [page(), page()];
  one.open(ana);
  other.open(ana);
  await settled();
  answers(async () => 'done');
  one.hurry();
  await settled();
  const count = sent.length;
  other.hurry();
  await settled();
  expect(sent).toHaveLength(count);
  expect(other.list()).toEqual([]);
});

test('what waits in one tab is there in another that one turns to, and sent by it', async () => {
  const { page, answers, sent, stored, state } = device();
  const [one, other] = [page(), page()];
  one.open(ana);
  other.open(ana);
  answers(lost);
  void one.write('x', 1);
  await settled();
  // It may be stored in a moment.
  other.hurry();
  expect(other.list()).toEqual([]);
  state.nowMs += 10_000;
  void other.write('x', 2);
  await settled();
  other.hurry();
  expect(other.list().map(({ input, waits }) => [input, waits])).toEqual([
    [1, true],
    [2, true],
  ]);
  await settled();
  answers(async () => 'done');
  other.hurry();
  await settled();
  expect(sent.slice(-2)).toEqual(['ana 1', 'ana 2']);
  expect(stored).toEqual({});
});

test('what is refused and given up in one tab is gone from another', async () => {
  const { page, answers, state } = device();
  answers(lost);
  const one = page();
  one.open(ana);
  const written = one.write('x', 1);
  await settled();
  answers(() => refused());
  one.hurry();
  await expect(written).rejects.toThrow('refused');
  const other = page();
  other.open(ana);
  state.nowMs += 10_000;
  expect(other.list()).toMatchObject([{ refusal: 'No.' }]);
  one.discard(one.list()[0]?.id ?? '');
  other.hurry();
  expect(other.list()).toEqual([]);
});

/** Two tabs that both list what was refused after it waited. */
async function refusedInTwoTabs() {
  const { page, answers, ...rest } = device();
  answers(lost);
  const one = page();
  one.open(ana);
  const written = one.write('x', 1);
  await settled();
  answers(() => refused());
  one.hurry();
  await expect(written).rejects.toThrow('refused');
  const heard = new EventTarget();
  const other = page(heard);
  other.open(ana);
  return { ...rest, answers, one, other, heard };
}

test('what was refused is sent again from one of two tabs, and not from the other as well', async () => {
  const { answers, one, other, sent, stored } = await refusedInTwoTabs();
  const before = sent.length;
  answers(async () => 'done');
  one.again(firstId(one));
  await settled();
  other.again(firstId(other));
  await settled();
  expect(sent).toHaveLength(before + 1);
  expect(other.list()).toEqual([]);
  expect(stored).toEqual({});
});

test('two tabs side by side: what one gets rid of the other lets go of at once', async () => {
  const { answers, one, other, heard } = await refusedInTwoTabs();
  answers(lost);
  one.again(firstId(one));
  heard.dispatchEvent(changedElsewhere(bob));
  expect(other.list()).toHaveLength(1);
  heard.dispatchEvent(changedElsewhere(ana));
  // What is sent again was written this moment, and is the first tab’s own.
  expect(other.list()).toEqual([]);
  await settled();
  other.close('leave');
  heard.dispatchEvent(changedElsewhere(ana));
  expect(other.list()).toEqual([]);
});

test('what another tab was refused is not sent by the one that wrote it, whatever becomes of it', async () => {
  const { page, answers, sent } = device();
  const heard = new EventTarget();
  const [one, other] = [page(heard), page()];
  one.open(ana);
  answers(lost);
  const written = one.write('x', 1).catch((error: unknown) => error);
  await settled();
  answers(() => refused());
  other.open(ana);
  await settled();
  heard.dispatchEvent(changedElsewhere(ana));
  expect(isKeptAside(await written)).toBe(true);
  expect(one.list()).toMatchObject([{ input: 1, refusal: 'No.' }]);
  const before = sent.length;
  answers(async () => 'done');
  other.discard(firstId(other));
  one.hurry();
  await settled();
  expect(sent).toHaveLength(before);
  expect(one.list()).toEqual([]);
});

test('what is sent again after long is not asked about once more', async () => {
  const { answers, one, other, state } = await refusedInTwoTabs();
  state.nowMs += 13 * 3_600_000;
  answers(lost);
  other.again(firstId(other));
  await settled();
  one.hurry();
  expect(one.list()).toEqual([]);
  state.nowMs += newMs;
  one.hurry();
  expect(one.list()).toMatchObject([{ input: 1, refusal: null }]);
});

test('what was only just written elsewhere is looked for once more, unless its author leaves', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { page, answers, sent, state } = device();
  const pages = [page(), page(), page()] as const;
  for (const one of pages) one.open(ana);
  const [gone, other, left] = pages;
  answers(lost);
  void gone.write('x', 1);
  await settled();
  gone.close('leave');
  answers(async () => 'done');
  other.hurry();
  left.hurry();
  left.close('leave');
  expect(sent).toHaveLength(1);
  state.nowMs += newMs;
  vi.advanceTimersByTime(newMs);
  expect(other.list()).toMatchObject([{ input: 1, waits: true }]);
  expect(left.list()).toEqual([]);
  await settled();
  expect(sent).toEqual(['ana 1', 'ana 1']);
});

test('a tab that slept does not send what another had stored long ago', async () => {
  const { page, answers, sent, state } = device();
  answers(lost);
  const slept = page();
  slept.open(ana);
  const written = slept.write('x', 1).catch((error: unknown) => error);
  await settled();
  const awake = page();
  answers(async () => 'done');
  awake.open(ana);
  await settled();
  const before = { sent: sent.length, stored: state.storedForNobody };
  state.nowMs += 25 * 3_600_000;
  slept.hurry();
  // It is not put back where it was typed.
  expect(isKeptAside(await written)).toBe(true);
  expect(isKeptAside(new Error('of the call', { cause: await written }))).toBe(true);
  expect(slept.list()).toEqual([]);
  expect({ sent: sent.length, stored: state.storedForNobody - 1 }).toEqual(before);
});
