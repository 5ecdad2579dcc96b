import { type ChildProcess, fork } from 'node:child_process';
import { childEnvironment } from '#infra/env/child-environment.ts';
import type {
  MadeRendition,
  RenditionsAnswer,
  RenditionsOrder,
  RenditionsWork,
} from './messages.ts';

/** No decoder will ever make anything of this picture. */
export class UnpreparablePictureError extends Error {
  override readonly name = 'UnpreparablePictureError';
}

export interface Done {
  made: MadeRendition[];
  residentBytes: number;
}

interface Waiting {
  resolve: (done: Done) => void;
  reject: (error: Error) => void;
}

/**
 * For glibc. Pixels come in pieces of megabytes: each is mapped, and unmapped when it is done with, and what
 * is smaller comes from one heap, that shrinks. By itself it comes to keep twice as much as it needs.
 */
const allocator = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '4194304',
  MALLOC_TRIM_THRESHOLD_: '4194304',
};

const entry = new URL('./workshop-main.ts', import.meta.url);

/** One process that prepares pictures, and who waits for it. */
export class WorkshopProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #orders = 0;
  #isRetired = false;

  constructor() {
    this.#child = fork(entry, {
      // Little in it is JavaScript's; the decoder's threads need no heap each.
      execArgv: [
        '--max-semi-space-size=1',
        '--optimize-for-size',
        '--disable-warning=ExperimentalWarning',
      ],
      env: childEnvironment(allocator),
    });
    this.#child.on('message', (answer: RenditionsAnswer) => this.#settle(answer));
    this.#ended = new Promise((resolve) => {
      const ended = (how: string) => {
        this.#isRetired = true;
        const error = new Error(`the process that prepares pictures ended (${how})`);
        for (const { reject } of this.#waiting.values()) reject(error);
        this.#waiting.clear();
        resolve();
      };
      this.#child.once('exit', (code, signal) => ended(String(signal ?? code)));
      this.#child.once('error', (error) => ended(error.message));
    });
  }

  get isUsable(): boolean {
    // It may be gone before its end is heard of.
    return !this.#isRetired && this.#child.connected;
  }

  prepare(work: RenditionsWork, signal: AbortSignal): Promise<Done> {
    signal.throwIfAborted();
    const id = (this.#orders += 1);
    return new Promise<Done>((resolve, reject) => {
      const giveUp = () => this.#forget(id)?.reject(signal.reason as Error);
      signal.addEventListener('abort', giveUp, { once: true });
      const leave = () => signal.removeEventListener('abort', giveUp);
      this.#waiting.set(id, {
        resolve: (done) => (leave(), resolve(done)),
        reject: (error) => (leave(), reject(error)),
      });
      this.#child.send({ id, work } satisfies RenditionsOrder, (error) => {
        if (error) this.#forget(id)?.reject(error);
      });
    });
  }

  /** Takes no more orders; ends with the last one that it has. */
  retire(): Promise<void> {
    this.#isRetired = true;
    this.#endWhenIdle();
    return this.#ended;
  }

  #settle({ id, outcome, residentBytes }: RenditionsAnswer): void {
    const waiting = this.#forget(id);
    if (!waiting) return;
    if ('made' in outcome) {
      waiting.resolve({ made: outcome.made, residentBytes });
      return;
    }
    const { message, isPassing } = outcome.failure;
    waiting.reject(isPassing ? new Error(message) : new UnpreparablePictureError(message));
  }

  #forget(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#isRetired) this.#endWhenIdle();
    return waiting;
  }

  #endWhenIdle(): void {
    if (this.#waiting.size === 0 && this.#child.connected) this.#child.disconnect();
  }
}
