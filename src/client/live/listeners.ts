/** Those who want to hear of something. */
export interface Listeners<Told extends readonly unknown[] = []> {
  /** Gives what takes it away again. */
  add: (listener: (...told: Told) => void) => () => void;
  tell: (...told: Told) => void;
}

export function listeners<Told extends readonly unknown[] = []>(): Listeners<Told> {
  const all = new Set<(...told: Told) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell: (...told) => {
      for (const listener of all) listener(...told);
    },
  };
}
