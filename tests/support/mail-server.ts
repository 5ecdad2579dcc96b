/** A mail server of our own that can be as mail servers are: slow, refusing, or not there. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** As it came, headers and all. */
  raw: string;
}

export interface MailServer extends AsyncDisposable {
  url: string;
  received: ReceivedMail[];
  /** What it says to the next mails: takes them, puts them off, refuses the address, or never answers. */
  mood: 'takes' | 'busy' | 'refuses' | 'silent';
  /** An address that it never takes. */
  refused: string | null;
  /** How long it thinks before it has taken a mail. */
  delayMs: number;
  /** Mails that were begun. */
  tries: number;
}

export async function startMailServer(): Promise<MailServer> {
  const state: Pick<MailServer, 'received' | 'mood' | 'refused' | 'delayMs' | 'tries'> = {
    received: [],
    mood: 'takes',
    refused: null,
    delayMs: 0,
    tries: 0,
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) => {
      state.tries += 1;
      if (state.mood === 'silent') return;
      done(state.mood === 'busy' ? said('later, please', 451) : null);
    },
    onRcptTo: ({ address }, _session, done) => {
      const isRefused = state.mood === 'refuses' || address === state.refused;
      done(isRefused ? said('nobody of this name', 550) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        state.received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        setTimeout(done, state.delayMs);
      });
    },
  });
  server.on('error', (error: Error) => process.emitWarning(error));
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  });
}

/** Takes connections and says nothing on them, as a half-dead server does. */
export async function startSilentServer(): Promise<AsyncDisposable & { url: string }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function said(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A header's value, unfolded; undefined where there is none. */
export function headerOf({ raw }: ReceivedMail, name: string): string | undefined {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1];
}
