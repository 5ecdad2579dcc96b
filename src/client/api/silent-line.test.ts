import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tokenAccess } from './access.ts';
import { watchedLine } from './silent-line.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A line on which what is asked for comes as the test wants it, or not at all. */
function openLine() {
  const asked: { answer: (response: Response) => void }[] = [];
  const line = watchedLine(
    (_url, { signal } = {}) =>
      new Promise((answer, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        asked.push({ answer });
      }),
    { readMs: 15_000, silentMs: 5_000, writeMs: 30_000 },
  );
  const ask = (method?: string) => {
    const outcome = { is: 'open' };
    line.fetch('/trpc', method ? { method } : {}).then(
      () => (outcome.is = 'answered'),
      (error: unknown) => (outcome.is = (error as Error).name),
    );
    return outcome;
  };
  return { line, asked, ask };
}

test('what gets no answer is given up, sooner where it is not the first, until something is heard', async () => {
  const { line, asked, ask } = openLine();
  const [first, write] = [ask(), ask('POST')];
  await vi.advanceTimersByTimeAsync(14_999);
  expect([first.is, line.isSilent()]).toEqual(['open', false]);
  await vi.advanceTimersByTimeAsync(1);
  expect([first.is, write.is, line.isSilent()]).toEqual(['TimeoutError', 'open', true]);
  const second = ask();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(second.is).toBe('TimeoutError');
  // It may only be slow.
  const slow = ask();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(slow.is).toBe('open');
  await vi.advanceTimersByTimeAsync(1);
  expect(slow.is).toBe('TimeoutError');
  expect(write.is).toBe('TimeoutError');

  const third = ask();
  asked.at(-1)?.answer(new Response(null, { status: 503 }));
  await vi.advanceTimersByTimeAsync(0);
  expect([third.is, line.isSilent()]).toEqual(['answered', false]);
  const fourth = ask();
  await vi.advanceTimersByTimeAsync(14_000);
  expect(fourth.is).toBe('open');
  line.heard();
});

test('an answer may come slowly, but not stop; and what nobody reads is not waited for', async () => {
  const { line, asked } = openLine();
  let bytes: ReadableStreamDefaultController<Uint8Array> | undefined;
  const open = () => {
    const answering = line.fetch('/trpc');
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (stream) => {
        bytes = stream;
      },
    });
    asked.at(-1)?.answer(new Response(body, { status: 207, headers: { 'x-told': 'yes' } }));
    return answering;
  };
  const slow = await open();
  expect([slow.status, slow.headers.get('x-told')]).toEqual([207, 'yes']);
  const text = slow.text();
  for (const part of ['slow', 'ly', '.']) {
    await vi.advanceTimersByTimeAsync(10_000);
    bytes?.enqueue(new TextEncoder().encode(part));
  }
  bytes?.close();
  expect(await text).toBe('slowly.');
  expect(line.isSilent()).toBe(false);

  await open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(line.isSilent()).toBe(false);
});

test('a request that its page takes back says nothing of the line', async () => {
  const { line } = openLine();
  const leaving = new AbortController();
  const left = line.fetch('/trpc', { signal: leaving.signal });
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(line.isSilent()).toBe(false);
});

test('the time that a token takes is not the line’s', async () => {
  const { line, asked } = openLine();
  const token = Promise.withResolvers<string>();
  const access = tokenAccess(() => token.promise);
  const answering = access.fetch('/trpc', {}, line.fetch);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(line.isSilent()).toBe(false);
  token.resolve('late');
  await vi.advanceTimersByTimeAsync(14_999);
  asked[0]?.answer(new Response(null, { status: 200 }));
  expect((await answering).status).toBe(200);
});

test('an answer that stops midway is given up', async () => {
  vi.useRealTimers();
  await using stack = new AsyncDisposableStack();
  const server = createServer((_request, response) => void response.write('half'));
  stack.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const line = watchedLine(fetch, { readMs: 3_000, silentMs: 3_000, writeMs: 3_000 });
  const answer = await line.fetch(`http://127.0.0.1:${port}`);
  await expect(answer.text()).rejects.toThrow('nothing came');
  expect(line.isSilent()).toBe(true);
});
