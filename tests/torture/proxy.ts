/**
 * A socket in front of Postgres that can stop forwarding a connection without closing it, as a
 * network does that lost its state: neither side is told, and both wait for ever.
 */
import { mkdir } from 'node:fs/promises';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';

interface Pair {
  client: Socket;
  upstream: Socket;
  applicationName: string;
  frozen: boolean;
}

export class PostgresProxy implements AsyncDisposable {
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(listenPath: string, upstreamPath: string): Promise<PostgresProxy> {
    await mkdir(dirname(listenPath), { recursive: true });
    const server = createServer();
    const proxy = new PostgresProxy(server);
    server.on('connection', (client: Socket) => proxy.#forward(client, upstreamPath));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(listenPath, resolve);
    });
    return proxy;
  }

  #forward(client: Socket, upstreamPath: string): void {
    const pair: Pair = {
      client,
      upstream: connect(upstreamPath),
      applicationName: '',
      frozen: false,
    };
    this.#pairs.add(pair);
    client.once('data', (first) => {
      pair.applicationName = applicationNameOf(first);
    });
    for (const [from, to] of [
      [client, pair.upstream],
      [pair.upstream, client],
    ] as const) {
      from.on('data', (chunk) => {
        if (pair.frozen || to.destroyed) return;
        if (to.write(chunk)) return;
        from.pause();
        to.once('drain', () => from.resume());
      });
      // A closed or failed side is all there is to know about it; the other one is closed as well.
      from.on('error', () => from.destroy());
      from.on('close', () => {
        if (pair.frozen) return;
        to.destroy();
        this.#pairs.delete(pair);
      });
    }
  }

  /** Freezes one listener's connection; null where there is none. */
  freezeListener(pick: (pairs: readonly string[]) => string): string | null {
    const candidates = [...this.#pairs].filter(
      ({ applicationName, frozen }) => !frozen && applicationName.endsWith(listenerSuffix),
    );
    if (candidates.length === 0) return null;
    const name = pick(candidates.map(({ applicationName }) => applicationName));
    for (const pair of candidates) if (pair.applicationName === name) pair.frozen = true;
    return name;
  }

  /** Ends what was frozen, as a network does after some hours. */
  releaseFrozen(): void {
    for (const pair of this.#pairs) {
      if (!pair.frozen) continue;
      pair.client.destroy();
      pair.upstream.destroy();
      this.#pairs.delete(pair);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { client, upstream } of this.#pairs) {
      client.destroy();
      upstream.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** How `Signals` calls the connections it listens on. */
export const listenerSuffix = ' signals';

/** From the startup message: a length, the protocol, then names and values that end with a zero. */
function applicationNameOf(startup: Buffer | string): string {
  const [, ...parts] = Buffer.from(startup)
    .subarray(8)
    .toString('latin1')
    .split('application_name\0');
  return parts[0]?.split('\0')[0] ?? '';
}
