/**
 * One statement to Postgres for all that is asked for one by one in the same turn of the event loop:
 * ten who write into a chat at once cost one query and not ten, and are answered together. Nobody is
 * answered by a statement that was on its way before, so everybody sees what was committed when they
 * asked.
 */
export class Gathering<Key, Answer> {
  readonly #askAll: (keys: readonly Key[]) => Promise<readonly Answer[]>;
  readonly #limits: GatheringLimits;
  #waiting: Asked<Key, Answer>[] = [];
  #underWay = 0;
  #scheduled = false;

  /** @param askAll answers each key, in their order. */
  constructor(
    askAll: (keys: readonly Key[]) => Promise<readonly Answer[]>,
    limits: Partial<GatheringLimits> = {},
  ) {
    this.#askAll = askAll;
    this.#limits = { ...usual, ...limits };
  }

  ask(key: Key): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, resolve, reject });
      this.#schedule();
    });
  }

  /** After this turn of the event loop: what came in with the same packets goes out together. */
  #schedule(): void {
    const isFull = this.#underWay >= this.#limits.maxUnderWay;
    if (this.#scheduled || isFull || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#underWay += 1;
      void this.#answer(this.#waiting.splice(0, this.#limits.maxAtOnce)).finally(() => {
        this.#underWay -= 1;
        this.#schedule();
      });
      this.#schedule();
    });
  }

  async #answer(asked: readonly Asked<Key, Answer>[]): Promise<void> {
    try {
      const answers = await this.#askAll(asked.map(({ key }) => key));
      if (answers.length !== asked.length) throw new Error('not every key was answered');
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (asked.length > 1 && this.#limits.isFaultOfOne(error)) {
        for (const alone of asked) await this.#answer([alone]);
      } else for (const { reject } of asked) reject(error);
    }
  }
}

interface GatheringLimits {
  /** Of keys in one statement. */
  maxAtOnce: number;
  /** Of statements: while so many are on their way, the next one collects. */
  maxUnderWay: number;
  /** Whether a key may be to blame for what failed: each of its statement is then asked for alone. */
  isFaultOfOne: (error: unknown) => boolean;
}

/** Beyond so many at once a query is as cheap as it gets. */
const usual: GatheringLimits = {
  maxAtOnce: 200,
  maxUnderWay: Number.POSITIVE_INFINITY,
  isFaultOfOne: () => false,
};

interface Asked<Key, Answer> {
  key: Key;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}
