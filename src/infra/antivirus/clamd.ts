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
/** It needs no longer to say that a length is too large. */
const maxAnnouncedMs = 5_000;

const instream = Buffer.from('zINSTREAM\0');
const saysTooLarge = /size limit exceeded/i;

/** @throws ScannerUnavailableError; and whatever `bytes` throws. */
export async function scan(
  options: ClamdOptions,
  bytes: AsyncIterable<Buffer>,
  signal?: AbortSignal,
): Promise<ScanVerdict> {
  let offeredBytes = 0;
  const answer = await ask(options, signal, async (socket) => {
    offeredBytes = await send(socket, bytes);
  });
  if (!isLost(answer)) return verdictOf(answer);
  // Over its limit it answers and hangs up at once, and what a socket has not read is gone when it
  // fails to write. A length that is only announced is refused before anything is on its way.
  const maxWaitMs = Math.min(options.idleTimeoutMs ?? defaultIdleTimeoutMs, maxAnnouncedMs);
  const announced = await ask({ ...options, idleTimeoutMs: maxWaitMs }, signal, async (socket) => {
    await write(socket, Buffer.concat([instream, lengthOf(offeredBytes)]));
  });
  return verdictOf(saysTooLarge.test(announced.text) ? announced : answer);
}

async function ask(
  { url, idleTimeoutMs = defaultIdleTimeoutMs }: ClamdOptions,
  signal: AbortSignal | undefined,
  tell: (socket: Socket) => Promise<void>,
): Promise<Answer> {
  const socket = connect(addressOf(url));
  const answered = answerOf(socket);
  const giveUp = () => socket.destroy(new Error('nobody waits for the answer any more'));
  signal?.addEventListener('abort', giveUp, { once: true });
  socket.setTimeout(idleTimeoutMs, () => socket.destroy(new Error('no answer in time')));
  try {
    await tell(socket);
    return await answered;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    socket.destroy();
  }
}

/** Broken off by the other end, and not a word of it was read. */
function isLost({ text, failure }: Answer): boolean {
  const code = failure && 'code' in failure ? failure.code : '';
  return text === '' && (code === 'EPIPE' || code === 'ECONNRESET');
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

/**
 * Until everything is sent or nothing more is taken: then the answer, or its absence, tells.
 * @returns how many bytes were offered.
 */
async function send(socket: Socket, bytes: AsyncIterable<Buffer>): Promise<number> {
  let offeredBytes = 0;
  let isTaken = await write(socket, instream);
  for await (const chunk of bytes) {
    if (!isTaken) return offeredBytes;
    if (chunk.length === 0) continue;
    offeredBytes += chunk.length;
    isTaken = await write(socket, Buffer.concat([lengthOf(chunk.length), chunk]));
  }
  if (isTaken) await write(socket, lengthOf(0));
  return offeredBytes;
}

function lengthOf(sizeBytes: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(sizeBytes);
  return head;
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
  if (saysTooLarge.test(said)) return { is: 'unscannable', why: said };
  const what = said ? `it answered ${said}` : (failure?.message ?? 'it hung up');
  throw new ScannerUnavailableError(`clamd: ${what}`, { cause: failure });
}
