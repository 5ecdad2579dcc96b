/** A mail server of our own that can be as mail servers are: slow, refusing, or not there. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
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
  /** Mails that were begun. */
  tries: number;
}

export async function startMailServer(): Promise<MailServer> {
  const state: Pick<MailServer, 'received' | 'mood' | 'tries'> = {
    received: [],
    mood: 'takes',
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
    onRcptTo: (_address, _session, done) => {
      done(state.mood === 'refuses' ? said('nobody of this name', 550) : null);
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
        done();
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

function said(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A header's value, unfolded; undefined where there is none. */
export function headerOf({ raw }: ReceivedMail, name: string): string | undefined {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1];
}
