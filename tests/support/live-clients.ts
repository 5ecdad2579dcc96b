/** Clients as others would write them: one for the plain socket, one that is tRPC's own. */
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import WebSocket, { type ClientOptions } from 'ws';
import type { AppRouter } from '#server/trpc/router.ts';
import type { SignedInPerson } from './live.ts';

export interface ReceivedFrame {
  type: string;
  position: number;
  data: Record<string, unknown>;
}

/** Something to wait for, that is looked at whenever it may have come. */
export class Watched {
  readonly #waiting = new Set<() => void>();

  look(): void {
    for (const waiting of this.#waiting) waiting();
  }

  /** For the message of a wait that was in vain. */
  protected soFar(): string {
    return '';
  }

  async until(holds: () => boolean, timeoutMs = 20_000): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`still not so after ${timeoutMs} ms ${this.soFar()}`));
      }, timeoutMs);
      const look = () => {
        if (!holds()) return;
        clearTimeout(late);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }
}

/** What has come so far, and a way to wait for more of it. */
class Received extends Watched {
  readonly frames: ReceivedFrame[] = [];

  add(frame: ReceivedFrame): void {
    this.frames.push(frame);
    this.look();
  }

  protected override soFar(): string {
    const last = this.frames.slice(-5).map(({ type, position }) => `${type} ${position}`);
    return `and ${last.join(', ')}`;
  }
}

export class PlainClient extends Received {
  readonly ws: WebSocket;
  closed: { code: number; reason: string } | null = null;

  constructor(url: string, options: ClientOptions = {}) {
    super();
    this.ws = new WebSocket(url, options);
    this.ws.on('message', (raw: Buffer) => {
      const { type, position, data } = JSON.parse(raw.toString()) as Record<string, unknown>;
      this.add({
        type: String(type),
        position: Number(position),
        data: data as Record<string, unknown>,
      });
    });
    this.ws.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.look();
    });
    // A refused upgrade: the close event tells it as well.
    this.ws.on('error', () => {});
  }

  ofType(type: string): ReceivedFrame[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  async untilType(type: string, count = 1): Promise<ReceivedFrame> {
    await this.until(() => this.ofType(type).length >= count);
    return this.ofType(type).at(-1) as ReceivedFrame;
  }

  async untilClosed(): Promise<number> {
    await this.until(() => this.closed !== null);
    return this.closed?.code ?? 0;
  }

  send(message: unknown): void {
    this.ws.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.ws.terminate();
    await this.untilClosed();
  }
}

export function notificationsUrl(host: string, person: SignedInPerson, since?: number): string {
  const query = new URLSearchParams({ token: person.accessToken });
  if (since !== undefined) query.set('since', String(since));
  return `ws://${host}/ws/notifications/${person.personId}/?${query.toString()}`;
}

export interface TrpcOptions {
  host: () => string;
  person: SignedInPerson;
  retryDelayMs?: number;
}

/** tRPC's stock client, with a hold on its sockets so that a test can cut them. */
export class TrpcClient {
  readonly sockets: WebSocket[] = [];
  readonly closeCodes: (number | undefined)[] = [];
  readonly api: ReturnType<typeof createTRPCClient<AppRouter>>;
  readonly #connection: ReturnType<typeof createWSClient>;

  constructor({ host, person, retryDelayMs = 20 }: TrpcOptions) {
    const { sockets } = this;
    class CookieSocket extends WebSocket {
      constructor(url: string | URL) {
        const { host: name } = new URL(url);
        super(url, { headers: { cookie: person.cookie, origin: `http://${name}` } });
        sockets.push(this);
      }
    }
    this.#connection = createWSClient({
      url: () => `ws://${host()}/trpc`,
      // The browser's type, of which tRPC uses what ws has as well.
      WebSocket: CookieSocket as unknown as typeof globalThis.WebSocket,
      retryDelayMs: () => retryDelayMs,
      onClose: (cause) => this.closeCodes.push(cause?.code),
      // It is to wait for its answers for as long as a test keeps it from reading.
      keepAlive: { enabled: true, intervalMs: 50, pongTimeoutMs: 60_000 },
    });
    this.api = createTRPCClient<AppRouter>({ links: [wsLink({ client: this.#connection })] });
  }

  /** Cuts the connection as a lost network would. */
  cut(): void {
    this.sockets.at(-1)?.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.close();
  }
}

/** What one subscription got. */
export class TrpcFrames extends Received {
  error: { code: string } | null = null;
  completed = false;

  readonly handlers = {
    onData: ({ id, data }: { id: string; data: Omit<ReceivedFrame, 'position'> }) => {
      this.add({ ...data, position: Number(id) });
    },
    onError: (error: { data?: { code: string } | null }) => {
      this.error = { code: error.data?.code ?? 'none' };
      this.look();
    },
    onComplete: () => {
      this.completed = true;
      this.look();
    },
  };
}
