/**
 * One question to Postgres for all that is asked for one by one in the same turn of the event loop:
 * ten who write into a chat at once cost one query and not ten, and are answered together. Nobody is
 * answered by a question that was on its way before, so everybody sees what was committed when they
 * asked.
 */
export class Gathering<Key, Answer> {
  readonly #askAll: (keys: readonly Key[]) => Promise<readonly Answer[]>;
  #waiting: Asked<Key, Answer>[] = [];

  /** @param askAll answers each key, in their order. */
  constructor(askAll: (keys: readonly Key[]) => Promise<readonly Answer[]>) {
    this.#askAll = askAll;
  }

  ask(key: Key): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#ask());
      this.#waiting.push({ key, resolve, reject });
    });
  }

  #ask(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < all.length; from += maxAtOnce) {
      void this.#answer(all.slice(from, from + maxAtOnce));
    }
  }

  async #answer(asked: readonly Asked<Key, Answer>[]): Promise<void> {
    try {
      const answers = await this.#askAll(asked.map(({ key }) => key));
      if (answers.length !== asked.length) throw new Error('not every key was answered');
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}

interface Asked<Key, Answer> {
  key: Key;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** Of keys in one query: beyond it a query is as cheap as it gets. */
const maxAtOnce = 200;
