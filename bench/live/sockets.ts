/**
 * Many readers in a process of their own. They speak the wire themselves, as cheaply for the product
 * as for the bare server: what is compared is who sends.
 */
import WebSocket from 'ws';
import { answerParent } from '../support/clients.ts';
import { clockMs } from './clock.ts';

export type SocketsRequest =
  | {
      what: 'open';
      url: string;
      count: number;
      headers: Record<string, string>;
      hello: string | null;
      readyMark: string;
    }
  | { what: 'expect'; mark: string; perSocket: number }
  | { what: 'record'; count: number }
  /** Answered when all that was expected or to be recorded is there. */
  | { what: 'arrived' }
  /** Without a goodbye, as when the network goes. */
  | { what: 'cut' }
  /** Opens as many anew; answered when all are live and each has had so many messages, once. */
  | {
      what: 'resume';
      url: string;
      count: number;
      headers: Record<string, string>;
      perSocket: number;
    }
  | { what: 'close' };

export interface SocketsAnswer {
  /** Of the last message. */
  lastAtMs: number;
  /** By what follows `mark:` in the message. */
  arrivals: Record<string, number>;
}

const marked = /mark:(\w+)/;
const none: SocketsAnswer = { lastAtMs: 0, arrivals: {} };
let sockets: WebSocket[] = [];
let arrived = Promise.resolve(none);
let onMessage: (raw: Buffer) => void = () => {};

/**
 * So many at a time: a server's queue for connections is short, and who does not fit in it is asked
 * again by the kernel after one, three and seven seconds.
 */
const maxOpening = 100;

async function open(request: Extract<SocketsRequest, { what: 'open' }>): Promise<SocketsAnswer> {
  const { url, count, headers, hello, readyMark } = request;
  sockets = [];
  await new Promise<void>((resolve, reject) => {
    let ready = 0;
    const openNext = () => {
      const socket = new WebSocket(url, { headers, perMessageDeflate: false });
      sockets.push(socket);
      socket.on('open', () => hello && socket.send(hello));
      socket.on('message', (raw: Buffer) => onMessage(raw));
      socket.on('error', reject);
      socket.on('close', (code, reason) => {
        if (code !== 1005) reject(new Error(`closed with ${code} ${reason.toString()}`));
      });
    };
    onMessage = (raw) => {
      if (!raw.includes(readyMark)) return;
      ready += 1;
      if (ready === count) resolve();
      if (sockets.length < count) openNext();
    };
    for (let opening = 0; opening < Math.min(count, maxOpening); opening += 1) openNext();
  });
  return none;
}

function expectMessages(mark: string, perSocket: number): Promise<SocketsAnswer> {
  let left = perSocket * sockets.length;
  return new Promise((resolve) => {
    onMessage = (raw) => {
      if (!raw.includes(mark)) return;
      left -= 1;
      if (left === 0) resolve({ lastAtMs: clockMs(), arrivals: {} });
    };
  });
}

function recordArrivals(count: number): Promise<SocketsAnswer> {
  const arrivals: Record<string, number> = {};
  let left = count;
  return new Promise((resolve) => {
    onMessage = (raw) => {
      const at = clockMs();
      const mark = marked.exec(raw.toString())?.[1];
      if (!mark) return;
      arrivals[mark] = at;
      left -= 1;
      if (left === 0) resolve({ lastAtMs: at, arrivals });
    };
  });
}

function resume({
  url,
  count,
  headers,
  perSocket,
}: Extract<SocketsRequest, { what: 'resume' }>): Promise<SocketsAnswer> {
  let live = 0;
  return new Promise((resolve, reject) => {
    onMessage = () => {};
    sockets = Array.from({ length: count }, () => {
      const marks = new Set<string>();
      const socket = new WebSocket(url, { headers, perMessageDeflate: false });
      socket.on('message', (raw: Buffer) => {
        onMessage(raw);
        const text = raw.toString();
        const mark = marked.exec(text)?.[1];
        if (mark && marks.has(mark)) reject(new Error(`${mark} came twice`));
        if (mark) marks.add(mark);
        if (!text.includes('"type":"live"')) return;
        if (marks.size !== perSocket) reject(new Error(`live with ${marks.size} messages`));
        live += 1;
        if (live === count) resolve({ lastAtMs: clockMs(), arrivals: {} });
      });
      socket.on('error', reject);
      return socket;
    });
  });
}

answerParent<SocketsRequest, SocketsAnswer>(async (request) => {
  switch (request.what) {
    case 'open':
      return open(request);
    case 'expect':
      arrived = expectMessages(request.mark, request.perSocket);
      return none;
    case 'record':
      arrived = recordArrivals(request.count);
      return none;
    case 'arrived':
      return arrived;
    case 'cut':
      for (const socket of sockets) socket.terminate();
      return none;
    case 'resume':
      return resume(request);
    case 'close': {
      const closed = sockets.map((socket) => new Promise((done) => socket.once('close', done)));
      for (const socket of sockets) socket.close();
      await Promise.all(closed);
      return none;
    }
  }
});
