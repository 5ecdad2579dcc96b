import type { Logger } from 'pino';

export interface LoopOptions {
  name: string;
  /** Without a wake-up the loop runs this often. */
  pollIntervalMs: number;
  log: Logger;
  /** One round; whatever it throws is logged and tried again after a pause. */
  run: () => Promise<void>;
}

const maxRetryPauseMs = 2_000;

/**
 * Runs `run` one at a time: at once when woken, again when woken during a run, and at the poll
 * interval when nobody wakes it. A failing round is repeated with growing pauses, for ever.
 */
export class Loop implements AsyncDisposable {
  readonly #options: LoopOptions;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | null = null;
  #failures = 0;
  #stopped = false;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running = this.#round();
  }

  async #round(): Promise<void> {
    let pauseMs = this.#options.pollIntervalMs;
    do {
      this.#again = false;
      try {
        await this.#options.run();
        this.#failures = 0;
      } catch (error) {
        this.#failures += 1;
        // The first failure of a row is said loudly; while a database is away the rest are not.
        const level = this.#failures === 1 ? 'error' : 'debug';
        this.#options.log[level]({ err: error, loop: this.#options.name }, 'round failed');
        pauseMs = Math.min(50 * 2 ** this.#failures, maxRetryPauseMs);
        break;
      }
    } while (this.#again && !this.#stopped);
    this.#running = null;
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), pauseMs);
  }

  /** Waits for the round under way and runs no other. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }
}
