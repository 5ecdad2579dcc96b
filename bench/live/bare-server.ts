import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface BareServer extends AsyncDisposable {
  url: string;
  /** One `send` a socket. */
  sendToAll: (text: string) => void;
}

/** What one gets without any of ours: ws, on the same event loop as the product's server. */
export async function openBareServer(greeting: string): Promise<BareServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  server.on('connection', (socket) => socket.send(greeting));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    sendToAll: (text) => {
      for (const socket of server.clients) socket.send(text);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
