import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  ana,
  Answer,
  bob,
  device,
  firstId,
  lost,
  refused,
  settled,
} from '#tests/client/write-device.ts';
import { writeKind } from './kept-calls.ts';
import type { KeptWrite } from './kept-writes.ts';
import { isKeptAside } from './write-queue.ts';

test('one after the other, each answered with its own', async () => {
  const { page, sent, answers, stored } = device();
  answers(async ({ input }) => `to ${String(input)}`);
  const queue = page();
  queue.open(ana);
  expect(await Promise.all([queue.write('x', 1), queue.write('x', 2)])).toEqual(['to 1', 'to 2']);
  expect(sent).toEqual(['ana 1', 'ana 2']);
  expect(stored).toEqual({});
});

test('what gets no answer waits, what comes after it waits behind it, and the next page sends both', async () => {
  const { page, sent, answers, stored, state } = device();
  answers(lost);
  const first = page();
  first.open(ana);
  void first.write('x', 1);
  await settled();
  void first.write('x', 2);
  await settled();
  expect(new Set(sent)).toEqual(new Set(['ana 1']));
  expect(first.list().map(({ waits }) => waits)).toEqual([true, true]);

  const ids = first.list().map(({ id }) => id);
  const seen: string[] = [];
  answers(async ({ id }) => seen.push(id));
  const second = page();
  second.open(ana);
  await settled();
  expect(seen).toEqual(ids);
  expect(stored).toEqual({});
  expect(second.list()).toEqual([]);
  expect(state.storedForNobody).toBe(2);
});

test('nobody sends what another person wrote; signing out leaves nothing', async () => {
  const { page, sent, answers, stored } = device();
  answers(lost);
  const queue = page();
  queue.open(ana);
  void queue.write('x', 1);
  await settled();
  queue.close('leave');
  answers(async () => 'done');
  queue.open(bob);
  queue.hurry();
  await queue.write('x', 2);
  expect(sent).toEqual(['ana 1', 'bob 2']);
  // She comes back to it.
  queue.open(ana);
  await settled();
  expect(sent).toEqual(['ana 1', 'bob 2', 'ana 1']);
  answers(lost);
  void queue.write('x', 3);
  await settled();
  queue.close('forget');
  expect(stored).toEqual({});
});

test('an answer to what another person wrote changes nothing for who is here', async () => {
  const { page, answers } = device();
  let finish: (data: unknown) => void = () => undefined;
  answers(() => new Promise((resolve) => (finish = resolve)));
  const queue = page();
  queue.open(ana);
  void queue.write('x', 1);
  queue.close('leave');
  queue.open(bob);
  const own = queue.write('x', 2);
  const finishOwn = finish;
  answers(async () => 'done');
  finishOwn('bob’s');
  expect(await own).toBe('bob’s');
});

test('an ended session keeps it, without asking again', async () => {
  const { page, answers, state, stored } = device();
  answers(() => Promise.reject(new Answer({ kind: 'session-ended' })));
  const queue = page();
  queue.open(ana);
  void queue.write('x', 1);
  await settled();
  expect(state.ended).toBe(1);
  queue.close('leave');
  expect(Object.keys(stored)).toHaveLength(1);
});

test('refused at once it is told where it was written; after waiting it stays to be had', async () => {
  const { page, answers, stored } = device();
  answers(() => refused());
  const queue = page();
  queue.open(ana);
  const atOnce = await queue.write('x', 1).catch((error: unknown) => error);
  expect(isKeptAside(atOnce)).toBe(false);
  expect(queue.list()).toEqual([]);

  answers(lost);
  const late = queue.write('x', 2).catch((error: unknown) => error);
  await settled();
  answers(() => refused());
  queue.hurry();
  expect(isKeptAside(await late)).toBe(true);
  expect(queue.list()).toMatchObject([{ input: 2, refusal: 'No.' }]);
  // Also for the next page, which does not send it by itself.
  const next = page();
  next.open(ana);
  await settled();
  expect(next.list()).toMatchObject([{ input: 2, refusal: 'No.' }]);
  answers(async () => 'done');
  next.again(next.list()[0]?.id ?? '');
  await settled();
  expect(next.list()).toEqual([]);
  expect(stored).toEqual({});
});

test('who was overtaken may store it all the same, or give it up', async () => {
  const { page, answers } = device();
  answers(lost);
  const before = page();
  before.open(ana);
  void before.write('tasks.editMany', { taskId: 't', version: 3, title: 'Mine' });
  const changed = { taskId: 't', changes: { title: 'Mine' }, seen: { title: 'Ours' } };
  void before.write('tasks.editMany', { edits: [changed] });
  void before.write('meetings.notes.change', { noteId: 'n', version: 1, text: 'Mine' });
  await settled();
  const theirs = { message: 'They changed it.', conflicts: [{ field: 'title' }] };
  answers(({ path }) =>
    path === 'tasks.editMany' ? Promise.resolve({ refused: [theirs] }) : refused(true),
  );
  const queue = page();
  queue.open(ana);
  await settled();
  const inputs: unknown[] = [];
  answers(async ({ path, input }) => inputs.push({ path, input }));
  for (const { id } of queue.list()) queue.again(id);
  await settled();
  expect(inputs).toMatchObject([
    { path: 'tasks.editMany', input: { taskId: 't', title: 'Mine' } },
    { path: 'tasks.editMany', input: { edits: [{ taskId: 't', changes: { title: 'Mine' } }] } },
    { path: 'meetings.notes.add', input: { afterId: 'n', text: 'Mine' } },
  ]);
  expect(JSON.stringify(inputs)).not.toMatch(/version|seen/);
});

test('what is old is asked about, not sent', async () => {
  const { page, answers, sent, state } = device();
  answers(lost);
  const before = page();
  before.open(ana);
  void before.write('x', 1);
  await settled();
  state.nowMs += 13 * 3_600_000;
  answers(async () => 'done');
  const queue = page();
  queue.open(ana);
  await settled();
  expect(sent).toHaveLength(1);
  expect(queue.list()).toMatchObject([{ refusal: '' }]);
  queue.discard(queue.list()[0]?.id ?? '');
  expect(queue.list()).toEqual([]);
});

test('a tab that slept asks about what waits in it: its answer may have been lost long ago', async () => {
  const { page, answers, sent, state } = device();
  answers(lost);
  const queue = page();
  queue.open(ana);
  const written = queue.write('x', 1).catch((error: unknown) => error);
  await settled();
  state.nowMs += 25 * 3_600_000;
  answers(async () => 'done');
  queue.hurry();
  expect(isKeptAside(await written)).toBe(true);
  expect(queue.list()).toMatchObject([{ input: 1, refusal: '', waits: true }]);
  expect(sent).toHaveLength(1);
  queue.again(firstId(queue));
  await settled();
  expect(sent).toHaveLength(2);
  expect(queue.list()).toEqual([]);
});

test('what a full device did not take is sent, and had when it is refused, by this page alone', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  onTestFinished(() => void vi.restoreAllMocks());
  const { page, answers, fill } = device();
  fill();
  answers(lost);
  const queue = page();
  queue.open(ana);
  const written = queue.write('x', 1).catch((error: unknown) => error);
  await settled();
  answers(() => refused());
  queue.hurry();
  expect(isKeptAside(await written)).toBe(true);
  queue.hurry();
  expect(queue.list()).toMatchObject([{ input: 1, refusal: 'No.' }]);
  answers(async () => 'done');
  queue.again(firstId(queue));
  await settled();
  expect(queue.list()).toEqual([]);
});

test('who signs out after writing much waits until it is stored, and no longer', async () => {
  const { page, sent, answers } = device();
  const queue = page();
  queue.open(ana);
  answers(async () => {
    await setImmediate();
    return 'done';
  });
  for (const number of [1, 2, 3]) void queue.write('tasks.comment', number);
  await queue.quiet();
  expect(queue.list()).toEqual([]);
  expect(sent).toEqual(['ana 1', 'ana 2', 'ana 3']);
  answers(lost);
  void queue.write('tasks.comment', 4);
  await queue.quiet();
  expect(queue.list()).toHaveLength(1);
});

test('what a page of another version kept is called what it surely is', () => {
  const rest = { id: '1', input: {}, atMs: 0, refusal: null, overtaken: false };
  const kept = (path: string): KeptWrite => ({ path, ...rest });
  expect(writeKind(kept('tasks.comment'))).toBe('comment');
  expect(writeKind(kept('meetings.vote'))).toBe('change');
});
