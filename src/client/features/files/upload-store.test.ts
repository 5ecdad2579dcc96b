import { describe, expect, test, vi } from 'vitest';
import type { StoredFile } from '#client/api/types.ts';
import { readProblem, type SendOptions, UploadError } from './send-file.ts';
import { createUploadStore } from './upload-store.ts';

const photo = (name: string) => new File(['x'], name, { type: 'image/jpeg' });
const stored = (id: string, status: StoredFile['status'] = 'processing') =>
  ({ id, status, original_name: id }) as StoredFile;

interface Sent {
  name: string;
  options: SendOptions;
  answer: (file: StoredFile) => void;
  fail: (error: Error) => void;
}

function start(atOnce = 2) {
  const sent: Sent[] = [];
  const revoked: string[] = [];
  const store = createUploadStore({
    atOnce,
    locale: () => 'en',
    previewUrl: { create: (file) => `blob:${file.name}`, revoke: (url) => revoked.push(url) },
    send: (file, options) =>
      new Promise((answer, fail) => {
        options.signal.addEventListener('abort', () => fail(new Error('aborted')));
        sent.push({ name: file.name, options, answer, fail });
      }),
  });
  const states = () => store.uploads().map((upload) => upload.state.name);
  const reach = (...names: string[]) => vi.waitFor(() => expect(states()).toEqual(names));
  return { store, sent, revoked, states, reach };
}

describe('uploads', () => {
  test('so many at once, the others wait their turn', async () => {
    const { store, sent, reach } = start(2);
    store.add([photo('a'), photo('b'), photo('c')], { projectId: 'p' });
    await reach('sending', 'sending', 'waiting');
    sent[0]?.answer(stored('1'));
    await reach('processing', 'sending', 'sending');
    expect(sent.map((one) => one.options.projectId)).toEqual(['p', 'p', 'p']);
  });

  test('tells how much has left the machine', async () => {
    const { store, sent } = start();
    store.add([photo('a')], { projectId: null });
    sent[0]?.options.onProgress(512);
    expect(store.uploads()[0]?.state).toEqual({ name: 'sending', sentBytes: 512 });
  });

  test('is done when the worker is, also when that is known before the answer', async () => {
    const { store, sent, reach } = start();
    store.add([photo('a'), photo('b')], { projectId: null });
    sent[0]?.answer(stored('1'));
    await reach('processing', 'sending');
    store.settle('1', 'ready');
    await reach('done', 'sending');
    store.settle('2', 'ready');
    sent[1]?.answer(stored('2'));
    await reach('done', 'done');
  });

  test('a refused file says why and can be sent again', async () => {
    const { store, sent, reach } = start();
    store.add([photo('a')], { projectId: null });
    sent[0]?.fail(new UploadError({ code: 'file.corrupt', detail: 'It is damaged.' }));
    await reach('failed');
    expect(store.uploads()[0]?.state).toMatchObject({ problem: { detail: 'It is damaged.' } });
    store.retry('upload-1');
    sent[1]?.answer(stored('1', 'ready'));
    await reach('done');
  });

  test('a cancelled file is gone, its place is free, its preview given back', async () => {
    const { store, sent, revoked, reach } = start(1);
    store.add([photo('a'), photo('b')], { projectId: null });
    store.cancel('upload-1');
    await reach('sending');
    expect(sent[0]?.options.signal.aborted).toBe(true);
    expect(revoked).toEqual(['blob:a']);
    expect(sent[1]?.name).toBe('b');
  });

  test('onComplete gets what was taken, once all are through', async () => {
    const { store, sent, reach } = start(3);
    const onComplete = vi.fn();
    store.add([photo('a'), photo('b'), photo('c')], { projectId: null, onComplete });
    sent[0]?.answer(stored('1'));
    await reach('processing', 'sending', 'sending');
    store.cancel('upload-2');
    expect(onComplete).not.toHaveBeenCalled();
    sent[2]?.answer(stored('3'));
    await vi.waitFor(() => expect(onComplete).toHaveBeenCalledTimes(1));
    expect(onComplete.mock.calls[0]?.[0]).toMatchObject([{ id: '1' }, { id: '3' }]);
  });

  test('clears what is finished and keeps what is not', async () => {
    const { store, sent, reach } = start(2);
    store.add([photo('a'), photo('b')], { projectId: null });
    sent[0]?.answer(stored('1', 'ready'));
    await reach('done', 'sending');
    store.clearFinished();
    await reach('sending');
  });
});

describe('answers that are no file', () => {
  test.each([
    [413, '{"code":"file.too_large","detail":"Too large."}', 'file.too_large', 'Too large.'],
    [401, '{"code":"auth.required"}', 'signed-out', null],
    [502, '<html>bad gateway</html>', 'server', null],
    [500, 'null', 'server', null],
  ])('%i %s', (status, body, code, detail) => {
    expect(readProblem(status, body)).toEqual({ code, detail });
  });
});
