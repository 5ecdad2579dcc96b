import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StoredFile } from '#client/api/types.ts';
import { readProblem } from './send-form.ts';
import type { SendOptions } from './send-file.ts';
import { UploadError } from './upload.ts';
import type { KeptUpload, UploadKeeper } from './upload-keeper.ts';
import { createUploadStore } from './upload-store.ts';
import { eventually } from '#tests/support/eventually.ts';

const photo = (name: string) => new File(['x'.repeat(1024)], name, { type: 'image/jpeg' });
const stored = (id: string, status: StoredFile['status'] = 'processing') =>
  ({ id, status, original_name: id }) as StoredFile;
const here = { projectId: null, meetingId: null, fileType: null, place: 'here' } as const;
const lineBroke = () => new UploadError({ code: 'network', detail: null });

interface Sent {
  name: string;
  options: SendOptions;
  answer: (file: StoredFile) => void;
  fail: (error: Error) => void;
}

/** As the browser's, in memory. */
function memoryKeeper(left: KeptUpload[] = []) {
  const kept = new Map(left.map((upload) => [upload.id, upload]));
  const keeper: UploadKeeper = {
    keep: (upload) => void kept.set(upload.id, upload),
    note: (id, change) => {
      const known = kept.get(id);
      if (known) kept.set(id, { ...known, ...change });
    },
    forget: (ids) => {
      for (const id of ids) kept.delete(id);
    },
    adopt: async (personId) => [...kept.values()].filter((one) => one.personId === personId),
  };
  return { keeper, kept };
}

function start(
  given: { atOnce?: number; keeper?: UploadKeeper; pauseMs?: number; silenceMs?: number } = {},
) {
  const {
    atOnce = 2,
    keeper = memoryKeeper().keeper,
    pauseMs = 60_000,
    silenceMs = 60_000,
  } = given;
  const sent: Sent[] = [];
  const givenUp: string[] = [];
  let ids = 0;
  const store = createUploadStore({
    atOnce,
    keeper,
    giveUp: (url) => givenUp.push(url),
    pauseMs: () => pauseMs,
    silenceMs,
    newId: () => `upload-${(ids += 1)}`,
    locale: () => 'en',
    send: (file, options) =>
      new Promise((answer, fail) => {
        options.signal.addEventListener('abort', () => fail(new Error('aborted')));
        sent.push({ name: file.name, options, answer, fail });
      }),
  });
  const states = () => store.uploads().map((upload) => upload.state.name);
  const reach = (...names: string[]) => eventually(() => expect(states()).toEqual(names));
  return { store, sent, givenUp, states, reach };
}

describe('uploads', () => {
  test('so many at once, the others wait their turn', async () => {
    const { store, sent, reach } = start();
    store.add([photo('a'), photo('b'), photo('c')], { ...here, projectId: 'p' });
    await reach('sending', 'sending', 'waiting');
    sent[0]?.answer(stored('1'));
    await reach('processing', 'sending', 'sending');
    expect(sent.map((one) => one.options.projectId)).toEqual(['p', 'p', 'p']);
  });

  test('tells how much has left the machine', () => {
    const { store, sent } = start();
    store.add([photo('a')], here);
    sent[0]?.options.onProgress(512);
    expect(store.uploads()[0]?.state).toMatchObject({ name: 'sending', sentBytes: 512 });
  });

  test('is done when the worker is, also when that is known before the answer', async () => {
    const { store, sent, reach } = start();
    store.add([photo('a'), photo('b')], here);
    sent[0]?.answer(stored('1'));
    await reach('processing', 'sending');
    store.settle('1', 'ready');
    await reach('done', 'sending');
    store.settle('2', 'quarantined');
    sent[1]?.answer(stored('2'));
    await reach('done', 'quarantined');
  });

  test('a refused file says why and can be sent again', async () => {
    const { store, sent, reach } = start();
    store.add([photo('a')], here);
    sent[0]?.fail(new UploadError({ code: 'server', detail: 'Try again.' }));
    await reach('failed');
    expect(store.uploads()[0]?.state).toMatchObject({ problem: { detail: 'Try again.' } });
    store.retry('upload-1');
    sent[1]?.answer(stored('1', 'ready'));
    await reach('done');
  });

  test('what was refused here already is listed with its reason, and not sent', async () => {
    const { store, sent, reach } = start();
    const problem = { code: 'file.empty', detail: 'This file is empty.' };
    store.add([photo('a')], here, [{ file: photo('b'), problem }]);
    await reach('failed', 'sending');
    expect(sent.map(({ name }) => name)).toEqual(['a']);
  });

  test('a cancelled file is gone and its place is free', async () => {
    const { store, sent, reach } = start({ atOnce: 1 });
    store.add([photo('a'), photo('b')], here);
    store.cancel('upload-1');
    await reach('sending');
    expect(sent[0]?.options.signal.aborted).toBe(true);
    expect(sent[1]?.name).toBe('b');
  });

  test('what a cancelled one had sent is given up on the server, and of no other', async () => {
    const { store, sent, givenUp, reach } = start({ atOnce: 4 });
    store.add([photo('a'), photo('b'), photo('c'), photo('d')], here);
    for (const [at, { options }] of sent.entries()) options.onResumable(`/tus/${at + 1}`);
    store.pause(['upload-1']);
    sent[1]?.answer(stored('2', 'ready'));
    await reach('paused', 'done', 'sending', 'sending');
    expect(givenUp).toEqual([]);
    store.cancel('upload-1');
    store.cancel('upload-2');
    store.cancel('upload-3');
    expect(givenUp).toEqual(['/tus/1', '/tus/3']);
    // They may sign in again and go on, here or on another page.
    store.clear('leave');
    expect(givenUp).toHaveLength(2);
  });

  test('a paused one stands still where it was, and goes on where the server has it', async () => {
    const { store, sent, reach } = start({ atOnce: 1 });
    store.add([photo('a'), photo('b')], here);
    sent[0]?.options.onResumable('/tus/1');
    sent[0]?.options.onProgress(700);
    store.pause(['upload-1']);
    await reach('paused', 'sending');
    expect(store.uploads()[0]?.state).toEqual({ name: 'paused', sentBytes: 700 });
    expect(sent[0]?.options.signal.aborted).toBe(true);
    sent[1]?.answer(stored('2', 'ready'));
    await reach('paused', 'done');
    store.resume();
    await reach('sending', 'done');
    expect(sent[2]?.options).toMatchObject({ resumeUrl: '/tus/1', key: 'upload-1' });
  });

  test('where the line breaks it waits with its turn, and goes on by itself', async () => {
    const { store, sent, reach } = start({ atOnce: 1, pauseMs: 5 });
    store.add([photo('a'), photo('b')], here);
    sent[0]?.fail(lineBroke());
    await eventually(() => expect(sent.length).toBe(2));
    await reach('sending', 'waiting');
    // The same key: what arrived without its answer is not stored twice.
    expect(sent[1]?.options.key).toBe(sent[0]?.options.key);
    sent[1]?.answer(stored('1', 'ready'));
    await reach('done', 'sending');
  });

  test('a line that is silent is a broken one', async () => {
    const { store, sent, reach } = start({ silenceMs: 20 });
    store.add([photo('a')], here);
    await reach('stalled');
    expect(sent[0]?.options.signal.aborted).toBe(true);
    store.hurry();
    sent[1]?.answer(stored('1', 'ready'));
    await reach('done');
  });

  test('as soon as the line is back it does not wait any longer', async () => {
    const { store, sent, reach } = start();
    store.add([photo('a')], here);
    sent[0]?.fail(lineBroke());
    await reach('stalled');
    store.hurry();
    await reach('sending');
  });

  test('onComplete gets what was taken, once all are through', async () => {
    const { store, sent, reach } = start({ atOnce: 3 });
    const onComplete = vi.fn();
    store.add([photo('a'), photo('b'), photo('c')], { ...here, onComplete });
    sent[0]?.answer(stored('1'));
    await reach('processing', 'sending', 'sending');
    store.cancel('upload-2');
    expect(onComplete).not.toHaveBeenCalled();
    sent[2]?.answer(stored('3'));
    await eventually(() => expect(onComplete).toHaveBeenCalledTimes(1));
    expect(onComplete.mock.calls[0]?.[0]).toMatchObject([{ id: '1' }, { id: '3' }]);
  });

  test('clears what is finished and keeps what is not, of some or of all', async () => {
    const { store, sent, reach } = start({ atOnce: 3 });
    store.add([photo('a'), photo('b'), photo('c')], here);
    sent[0]?.answer(stored('1', 'ready'));
    sent[1]?.answer(stored('2', 'ready'));
    await reach('done', 'done', 'sending');
    store.clearFinished(['upload-2', 'upload-3']);
    await reach('done', 'sending');
    store.clearFinished();
    await reach('sending');
  });
});

describe('how fast they go', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => vi.useRealTimers());

  test('many small ones have a speed together, though none of them takes long enough for one', async () => {
    const { store, sent, reach } = start({ atOnce: 1 });
    store.add([photo('a'), photo('b'), photo('c')], here);
    expect(store.bytesPerSecond()).toBeNull();
    vi.advanceTimersByTime(400);
    sent[0]?.options.onProgress(1024);
    sent[0]?.answer(stored('1', 'ready'));
    await reach('done', 'sending', 'waiting');
    vi.advanceTimersByTime(400);
    sent[1]?.options.onProgress(1024);
    expect(store.uploads()[1]?.state).toMatchObject({ bytesPerSecond: null });
    expect(store.bytesPerSecond()).toBeGreaterThan(2_000);
    store.pause();
    expect(store.bytesPerSecond()).toBeNull();
  });

  test('what the server has already is not sent again, so it does not count', async () => {
    const left = { ...here, id: 'upload-1', personId: 'ana', paused: false, file: photo('a') };
    const { keeper } = memoryKeeper([{ ...left, resumeUrl: '/tus/1' }]);
    const { store, sent } = start({ keeper });
    await store.restore('ana');
    vi.advanceTimersByTime(500);
    sent[0]?.options.onProgress(1000);
    vi.advanceTimersByTime(500);
    sent[0]?.options.onProgress(1024);
    expect(store.bytesPerSecond()).toBe(24);
  });
});

describe('over a reload', () => {
  test('what was not through goes on, under the same key; what was is forgotten', async () => {
    const { keeper, kept } = memoryKeeper();
    const before = start({ keeper });
    await before.store.restore('ana');
    before.store.add([photo('a'), photo('b'), photo('c')], here);
    before.sent[0]?.answer(stored('1', 'ready'));
    await before.reach('done', 'sending', 'sending');
    before.sent[1]?.options.onResumable('/tus/2');
    before.store.pause(['upload-3']);
    expect([...kept.keys()]).toEqual(['upload-2', 'upload-3']);

    const after = start({ keeper });
    await after.store.restore('ana');
    await after.reach('sending', 'paused');
    expect(after.sent[0]?.options).toMatchObject({ key: 'upload-2', resumeUrl: '/tus/2' });
    expect(after.store.uploads()[0]?.place).toBeNull();
  });

  test('nobody else goes on with it, and signing out forgets it', async () => {
    const { keeper, kept } = memoryKeeper();
    const { store, reach } = start({ keeper });
    await store.restore('ana');
    store.add([photo('a')], here);
    store.clear('leave');
    expect(kept.size).toBe(1);
    await store.restore('bob');
    await reach();
    await store.restore('ana');
    await reach('sending');
    store.clear('forget');
    expect(kept.size).toBe(0);
  });
});

describe('answers that are no file', () => {
  test.each([
    [413, '{"code":"file.too_large","detail":"Too large."}', 'file.too_large', 'Too large.'],
    [401, '{"code":"auth.required"}', 'signed-out', null],
    [500, '<html>no</html>', 'server', null],
    [500, 'null', 'server', null],
  ])('%i %s', (status, body, code, detail) => {
    expect(readProblem(status, body)).toEqual({ code, detail });
  });
});
