/** Something that listens where clamd should: it speaks INSTREAM and knows EICAR, or misbehaves. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { eicar } from './clamd.ts';

type Behaviour = (socket: Socket) => void;

export interface Listening extends AsyncDisposable {
  /** For `CLAMD_URL`. */
  url: string;
  port: number;
  /** From the next connection on. */
  behave: (how: Behaviour) => void;
}

/** @param port of one that was there before; 0 for any. */
export async function listening(first: Behaviour, port = 0): Promise<Listening> {
  const sockets = new Set<Socket>();
  let behaviour = first;
  const server = createServer((socket) => {
    sockets.add(socket);
    // How a connection ends here is the peer's matter, which is looked at there.
    socket.on('error', () => {});
    behaviour(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `tcp://127.0.0.1:${bound}`,
    port: bound,
    behave: (how) => {
      behaviour = how;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

const command = Buffer.from('zINSTREAM\0');

/** As clamd answers, by the whole of what it was sent, in chunks with their lengths; after so long, where it is slow. */
export function scanning(maxBytes = 20_000_000, thinksForMs = 0): Behaviour {
  return (socket) => {
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const bytes = streamed(received.subarray(command.length));
      if (bytes === null) return;
      const found = bytes.includes(eicar) ? 'Eicar-Test-Signature FOUND' : 'OK';
      const said = bytes.length > maxBytes ? 'INSTREAM size limit exceeded. ERROR' : found;
      const answer = bytes.length > maxBytes ? `${said}\0` : `stream: ${said}\0`;
      setTimeout(() => socket.end(answer), thinksForMs);
    });
  };
}

/** Takes everything, and says nothing. */
export function silent(): { behaviour: Behaviour; asked: () => number } {
  let asked = 0;
  const behaviour = (socket: Socket) => {
    asked += 1;
    socket.resume();
  };
  return { behaviour, asked: () => asked };
}

/** Null until the empty chunk at the end is there. */
function streamed(bytes: Buffer): Buffer | null {
  const pieces: Buffer[] = [];
  let offset = 0;
  while (offset + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(offset);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(bytes.subarray(offset + 4, offset + 4 + length));
    offset += 4 + length;
  }
  return null;
}

export const resetting: Behaviour = (socket) => {
  socket.once('data', () => socket.resetAndDestroy());
};
