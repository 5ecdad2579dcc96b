interface Waiting {
  weight: number;
  admit: () => void;
}

/**
 * Lets work run at once as long as the weights of all of it fit in: pieces, or bytes that each will
 * take. The others wait their turn, in order.
 */
export class Admission {
  readonly #capacity: number;
  #free: number;
  readonly #waiting: Waiting[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#free = capacity;
  }

  /** What is too heavy for all of the capacity runs alone. */
  async run<T>(work: () => Promise<T>, weight = 1): Promise<T> {
    const needed = Math.min(weight, this.#capacity);
    // Nobody who comes later is first, also where there would be room for them.
    if (this.#waiting.length === 0 && this.#free >= needed) this.#free -= needed;
    else await new Promise<void>((admit) => this.#waiting.push({ weight: needed, admit }));
    try {
      return await work();
    } finally {
      this.#free += needed;
      this.#admitNext();
    }
  }

  #admitNext(): void {
    let next = this.#waiting[0];
    while (next && next.weight <= this.#free) {
      this.#free -= next.weight;
      this.#waiting.shift();
      next.admit();
      next = this.#waiting[0];
    }
  }
}
