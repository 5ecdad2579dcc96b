/** A live server in a process of its own: to be killed, restarted in its place, and measured. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { StartOptions } from './live.ts';

export interface ServerMemory {
  rssBytes: number;
  /** What JavaScript still holds, on its heap and outside of it. */
  heldBytes: number;
  sockets: number;
}

/** `collect` throws away first what nobody holds any more. */
export type ProcessRequest = { what: 'memory'; collect: boolean };

export class LiveProcess implements AsyncDisposable {
  readonly host: string;
  readonly #child: ReturnType<typeof fork>;

  private constructor(child: ReturnType<typeof fork>, host: string) {
    this.#child = child;
    this.host = host;
  }

  static start(options: StartOptions): Promise<LiveProcess> {
    return LiveProcess.#fork(options);
  }

  /** Not ours at all but `ws` alone, to compare with. */
  static bare(): Promise<LiveProcess> {
    return LiveProcess.#fork(null);
  }

  static async #fork(options: StartOptions | null): Promise<LiveProcess> {
    const child = fork(
      new URL('live-process-main.ts', import.meta.url),
      [JSON.stringify(options)],
      {
        execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
        env: { ...process.env, MALLOC_ARENA_MAX: '2' },
      },
    );
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`a live server ended with ${String(code)} before it was ready`);
    });
    // After it was ready its end is what the test asked for.
    ended.catch(() => {});
    const [host] = (await Promise.race([once(child, 'message'), ended])) as [string];
    return new LiveProcess(child, host);
  }

  get port(): number {
    return Number(this.host.split(':')[1]);
  }

  async memory(collect = false): Promise<ServerMemory> {
    const answer = once(this.#child, 'message');
    this.#child.send({ what: 'memory', collect } satisfies ProcessRequest);
    const [memory] = (await answer) as [ServerMemory];
    return memory;
  }

  /** Ends it as a lost machine would (`SIGKILL`), or as a restart does. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
  }
}
