import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBackoff } from '#client/live/backoff.ts';
import { allTheSame, refusedIn, writeKind } from './kept-calls.ts';
import { deviceWrites, type KeptWrite } from './kept-writes.ts';
import { createWriteQueue, isKeptAside, type WriteOutcome } from './write-queue.ts';

const ana = 'ana';
const bob = 'bob';

class Answer extends Error {
  readonly outcome: WriteOutcome;
  constructor(outcome: WriteOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}
const lost = () => Promise.reject(new Answer({ kind: 'later' }));
const refused = (overtaken = false) =>
  Promise.reject(new Answer({ kind: 'refused', words: 'No.', overtaken }));

/** A device that outlives its pages, and a server that does what a test says. */
function device() {
  const stored = {} as Record<string, string>;
  const storage = Object.create(
    {
      getItem: (key: string) => stored[key] ?? null,
      setItem: (key: string, value: string) => {
        stored[key] = value;
        Object.defineProperty(storage, key, { value, enumerable: true, configurable: true });
      },
      removeItem: (key: string) => {
        Reflect.deleteProperty(stored, key);
        Reflect.deleteProperty(storage, key);
      },
    },
    {},
  ) as Storage;
  const sent: string[] = [];
  const state = { nowMs: Date.parse('2026-05-04T10:00:00Z'), storedForNobody: 0, ended: 0 };
  let answer: (write: KeptWrite) => Promise<unknown> = async () => 'done';
  const page = () =>
    createWriteQueue({
      kept: deviceWrites(
        () => storage,
        () => state.nowMs,
      ),
      send: (write, personId) => {
        sent.push(`${personId} ${String(write.input)}`);
        return answer(write);
      },
      outcomeOf: (error) => (error as Answer).outcome,
      refusedIn,
      onSessionEnded: () => {
        state.ended += 1;
      },
      onStored: () => {
        state.storedForNobody += 1;
      },
      allTheSame,
      backoff: createBackoff({ baseMs: 3_600_000, capMs: 3_600_000, floorMs: 3_600_000 }),
      nowMs: () => (state.nowMs += 1),
    });
  return {
    state,
    sent,
    page,
    stored,
    answers: (next: typeof answer) => {
      answer = next;
    },
  };
}

const settled = () => setImmediate();

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
