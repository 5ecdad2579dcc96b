/** A peer over a bare connection: it sends whatever bytes it likes, and reads the one answer there is. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  /** Of a problem; null where the answer is none. */
  code: string | null;
  head: string;
  body: string;
}

/** `null` where the connection was closed without an answer. */
export type RawOutcome = RawAnswer | null;

export async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Sends what `script` writes, and gives the first answer that is final. */
export async function exchange(
  port: number,
  script: (socket: Socket) => unknown,
): Promise<RawOutcome> {
  const socket = await connected(port);
  try {
    const answer = answerOn(socket);
    await script(socket);
    return await answer;
  } finally {
    socket.destroy();
  }
}

/** For as long as no answer may take. */
const patienceMs = 10_000;

export function answerOn(socket: Socket): Promise<RawOutcome> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const look = (isOver: boolean) => {
      const answer = parsed(received, isOver);
      if (answer || isOver) resolve(answer);
    };
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      look(false);
    });
    socket.once('end', () => look(true));
    socket.once('close', () => look(true));
    socket.setTimeout(patienceMs, () => look(true));
  });
}

function parsed(received: Buffer, isOver: boolean): RawAnswer | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = received.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const rest = received.subarray(end + 4);
  if (status === 100) return parsed(rest, isOver);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN);
  const isChunked = /^transfer-encoding: chunked/im.test(head);
  const hasLast = isChunked && rest.toString('latin1').endsWith('0\r\n\r\n');
  const isWhole = rest.length >= length || hasLast || status === 204 || status === 304;
  if (!isWhole && !isOver) return null;
  const body = rest.toString('utf8');
  const isProblem = /^content-type: application\/problem\+json/im.test(head);
  const code = isProblem
    ? (JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1)) as { code: string })
        .code
    : null;
  return { status, code, head, body };
}
