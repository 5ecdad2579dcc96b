import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { eicar, hasClamd, startClamd } from '#tests/support/clamd.ts';
import { listening, resetting } from '#tests/support/scanner.ts';
import { zip } from '#tests/support/zip.ts';
import { ping, scan, ScannerUnavailableError } from './clamd.ts';

async function* chunks(...parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

describe.runIf(hasClamd)('a real clamd', () => {
  test('knows what is clean, what is infected, and what it did not look into', async () => {
    await using clamd = await startClamd({ maxStreamBytes: 1_000_000 });
    const ask = (...parts: Buffer[]) => scan(clamd, chunks(...parts));
    expect(await ask(Buffer.from('hel'), Buffer.alloc(0), Buffer.from('lo'))).toEqual({
      is: 'clean',
    });
    expect(await ask(eicar.subarray(0, 20), eicar.subarray(20))).toEqual({
      is: 'infected',
      signature: 'Eicar-Test-Signature.UNOFFICIAL',
    });
    expect(await ask(zip([{ name: 'a.txt', data: eicar }]))).toMatchObject({ is: 'infected' });
    const tooLarge = Array.from({ length: 40 }, () => Buffer.alloc(50_000, 1));
    // It hangs up as it answers, so one time alone shows nothing.
    for (let time = 0; time < 15; time += 1) {
      expect(await ask(...tooLarge)).toMatchObject({ is: 'unscannable' });
    }
    let nested = zip([{ name: 'a', data: 'x' }]);
    for (let depth = 0; depth < 6; depth += 1) nested = zip([{ name: 'a.zip', data: nested }]);
    expect(await ask(nested)).toMatchObject({ is: 'unscannable' });
    expect(await ping(clamd.url, 5_000)).toBe(true);
    await clamd.stop();
    expect(await ping(clamd.url, 5_000)).toBe(false);
    await expect(ask(Buffer.from('x'))).rejects.toThrow(ScannerUnavailableError);
  });
});

const idleTimeoutMs = 300;

describe('a clamd that does not answer as it should', () => {
  const misbehaviours: [string, (socket: Socket) => void][] = [
    ['resets', resetting],
    ['hangs up', (socket) => socket.once('data', () => socket.end())],
    ['says nothing', (socket) => socket.resume()],
    ['takes nothing', (socket) => socket.pause()],
    ['says half', (socket) => socket.once('data', () => socket.end('stream: OK'))],
    [
      'says an error',
      (socket) => socket.once('data', () => socket.end('stream: lstat() failed. ERROR\0')),
    ],
    [
      'says something else',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\0')),
    ],
    ['denies', (socket) => socket.end('COMMAND READ TIMED OUT\0')],
  ];
  test.each(misbehaviours)('%s: never clean', async (_, behave) => {
    await using server = await listening(behave);
    const bytes = Array.from({ length: 200 }, () => Buffer.alloc(64_000));
    await expect(scan({ ...server, idleTimeoutMs }, chunks(...bytes))).rejects.toThrow(
      ScannerUnavailableError,
    );
  });

  test('is not there', async () => {
    const asked = scan({ url: 'tcp://127.0.0.1:9' }, chunks(Buffer.from('x')));
    await expect(asked).rejects.toThrow(ScannerUnavailableError);
  });

  test('is not waited for when nobody waits any more', async () => {
    await using server = await listening((socket) => socket.resume());
    const stop = new AbortController();
    const asked = scan({ ...server, idleTimeoutMs: 60_000 }, chunks(Buffer.from('x')), stop.signal);
    stop.abort();
    await expect(asked).rejects.toThrow(ScannerUnavailableError);
  });
});

test('an answer that went down with its connection is asked for again', async () => {
  const over = Buffer.from('INSTREAM size limit exceeded. ERROR\0');
  const announced: Buffer[] = [];
  await using server = await listening((socket) => {
    resetting(socket);
    server.behave((next) => {
      next.once('data', (said: Buffer) => {
        announced.push(said);
        next.end(over);
      });
    });
  });
  const bytes = Array.from({ length: 200 }, () => Buffer.alloc(64_000));
  const asked = scan({ ...server, idleTimeoutMs: 60_000 }, chunks(...bytes));
  expect(await asked).toMatchObject({ is: 'unscannable' });
  const [said] = announced;
  expect(said?.subarray(0, 10)).toEqual(Buffer.from('zINSTREAM\0'));
  expect(said?.readUInt32BE(10)).toBeGreaterThanOrEqual(64_000);
  expect(said).toHaveLength(14);
});

test('what cannot be read is no fault of the scanner', async () => {
  await using server = await listening((socket) => socket.resume());
  const broken = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from('x');
    throw new Error('the disk is gone');
  };
  await expect(scan({ ...server, idleTimeoutMs }, broken())).rejects.toThrow('the disk is gone');
});
