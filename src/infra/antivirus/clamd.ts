/**
 * Asks clamd about a file, by INSTREAM (clamd(8)): chunks with their lengths, an empty one at the
 * end, then one line of answer. Only a plain "OK" is clean. Whatever else it says, or does not say,
 * is either a verdict that it can't give, or a failure that a later try may not meet.
 */
import { connect, type Socket } from 'node:net';

export type ScanVerdict =
  | { is: 'clean' }
  | { is: 'infected'; signature: string }
  /** It was not looked into whole: over clamd's own limits. */
  | { is: 'unscannable'; why: string };

/** clamd is down, slow, or broke off: nothing is known, and asking again may help. */
export class ScannerUnavailableError extends Error {
  override readonly name = 'ScannerUnavailableError';
}

export interface ClamdOptions {
  /** `tcp://host:port` or `unix:///path` */
  url: string;
  /** Without a word or a byte taken for so long it is taken for dead. */
  idleTimeoutMs?: number | undefined;
}

const defaultIdleTimeoutMs = 60_000;
const defaultPort = 3310;
const maxAnswerCharacters = 4_096;

/** @throws ScannerUnavailableError; and whatever `bytes` throws. */
export async function scan(
  { url, idleTimeoutMs = defaultIdleTimeoutMs }: ClamdOptions,
  bytes: AsyncIterable<Buffer>,
  signal?: AbortSignal,
): Promise<ScanVerdict> {
  const socket = connect(addressOf(url));
  const answered = answerOf(socket);
  const giveUp = () => socket.destroy(new Error('nobody waits for the answer any more'));
  signal?.addEventListener('abort', giveUp, { once: true });
  socket.setTimeout(idleTimeoutMs, () => socket.destroy(new Error('no answer in time')));
  try {
    await send(socket, bytes);
    return verdictOf(await answered);
  } finally {
    signal?.removeEventListener('abort', giveUp);
    socket.destroy();
  }
}

/** Whether it answers at all. */
export async function ping(url: string, timeoutMs: number): Promise<boolean> {
  const socket = connect(addressOf(url));
  const answered = answerOf(socket);
  const limit = setTimeout(() => socket.destroy(), timeoutMs);
  socket.end('zPING\0');
  const { text } = await answered;
  clearTimeout(limit);
  return text === 'PONG\0';
}

function addressOf(url: string) {
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) };
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || defaultPort) };
}

/** Until everything is sent or nothing more is taken: then the answer, or its absence, tells. */
async function send(socket: Socket, bytes: AsyncIterable<Buffer>): Promise<void> {
  let isTaken = await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of bytes) {
    if (!isTaken) return;
    if (chunk.length === 0) continue;
    const head = Buffer.alloc(4);
    head.writeUInt32BE(chunk.length);
    isTaken = await write(socket, Buffer.concat([head, chunk]));
  }
  if (isTaken) await write(socket, Buffer.alloc(4));
}

function write(socket: Socket, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    socket.write(bytes, (error) => resolve(!error));
  });
}

/** What it said until it hung up, or was given up. */
function answerOf(socket: Socket): Promise<Answer> {
  return new Promise((resolve) => {
    let text = '';
    let failure: Error | null = null;
    socket.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('latin1')).slice(0, maxAnswerCharacters);
    });
    socket.on('error', (error) => {
      failure = error;
    });
    socket.once('close', () => resolve({ text, failure }));
  });
}

interface Answer {
  text: string;
  failure: Error | null;
}

function verdictOf({ text, failure }: Answer): ScanVerdict {
  const end = text.indexOf('\0');
  const said = end === -1 ? '' : text.slice(0, end);
  if (said === 'stream: OK') return { is: 'clean' };
  const signature = /^stream: (.+) FOUND$/.exec(said)?.[1];
  // With AlertExceedsMax it tells of what it did not look into as if it had found something.
  if (signature?.startsWith('Heuristics.Limits.Exceeded'))
    return { is: 'unscannable', why: signature };
  if (signature) return { is: 'infected', signature };
  if (/size limit exceeded/i.test(said)) return { is: 'unscannable', why: said };
  const what = said ? `it answered ${said}` : (failure?.message ?? 'it hung up');
  throw new ScannerUnavailableError(`clamd: ${what}`, { cause: failure });
}
