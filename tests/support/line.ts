/**
 * A network between a browser and the product that can be cut: what is open breaks, nothing new comes. Or
 * swallow: what is open stays so, and new connections come about, but nothing passes.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Line extends AsyncDisposable {
  /** Where the product is to be found over this line. */
  url: string;
  cut: () => void;
  swallow: () => void;
  restore: () => void;
}

export async function openLine(productUrl: string): Promise<Line> {
  const { hostname, port } = new URL(productUrl);
  const open = new Set<Socket>();
  let state: 'whole' | 'cut' | 'swallowing' = 'whole';
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      // Cut lines break on both ends; that is what they are for.
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const passOn = (to: Socket) => (bytes: Buffer) => state === 'whole' && to.write(bytes);
    near.on('data', passOn(far));
    far.on('data', passOn(near));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      state = 'cut';
      breakAll();
    },
    swallow: () => {
      state = 'swallowing';
    },
    restore: () => {
      // What was lost on the way nobody sends again: such connections are of no use any more.
      if (state === 'swallowing') breakAll();
      state = 'whole';
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      breakAll();
      await once(server, 'close');
    },
  };
}
