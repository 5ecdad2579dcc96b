/**
 * Words between processes that nobody relies on: they are kept nowhere, come late, or not at all where
 * NOTIFY is off. What is said in one moment goes out as one NOTIFY, outside of every transaction; what
 * does not fit into one is left out.
 */
import type { Signals } from './signals.ts';

const coalesceMs = 30;
/** A NOTIFY takes 8,000 bytes, of which a process' name needs some. */
const maxCharacters = 7_500;

export class Whispers implements Disposable {
  readonly #signals: Signals;
  readonly #listeners = new Set<(words: string) => void>();
  readonly #unsubscribe: () => void;
  #waiting: string[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(signals: Signals) {
    this.#signals = signals;
    this.#unsubscribe = signals.onHeard((heard) => {
      for (const words of heard.split('\n')) this.#tell(words);
    });
  }

  on(listener: (words: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Plain words without a line break: here at once, elsewhere in a moment. */
  say(words: string): void {
    this.#tell(words);
    this.#waiting.push(words);
    this.#timer ??= setTimeout(() => this.#flush(), coalesceMs).unref();
  }

  #tell(words: string): void {
    for (const listener of this.#listeners) listener(words);
  }

  #flush(): void {
    this.#timer = null;
    let message = '';
    for (const words of this.#waiting) {
      if (message.length + words.length < maxCharacters) message += `${message && '\n'}${words}`;
    }
    this.#waiting = [];
    this.#signals.say(message);
  }

  [Symbol.dispose](): void {
    this.#unsubscribe();
    if (this.#timer) clearTimeout(this.#timer);
  }
}
