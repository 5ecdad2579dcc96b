/** Something that is kept up while somebody looks at it. */
export interface SharedStore {
  subscribe: (listener: () => void) => () => void;
  stop: () => void;
}

export interface SharedStores<Store> {
  /** The store of a key, begun by whoever asks first. */
  get: (key: string) => Store;
  /** Keeps it up until it is let go of as often as it was held. */
  hold: (key: string) => () => void;
  clear: () => void;
}

interface Entry<Store> {
  store: Store;
  holders: number;
}

/** A page that leaves and one that comes share what both look at. */
const lingerMs = 1_000;

/** One store for each key, however many components look at it: one subscription, one presence. */
export function sharedStores<Store extends SharedStore>(
  begin: (key: string) => Store,
): SharedStores<Store> {
  const shared = new Map<string, Entry<Store>>();
  const entryOf = (key: string) => {
    const known = shared.get(key);
    if (known) return known;
    const entry = { store: begin(key), holders: 0 };
    shared.set(key, entry);
    // It may have been asked for by a page that is never shown.
    letGoLater(key, entry);
    return entry;
  };
  const letGoLater = (key: string, entry: Entry<Store>) =>
    setTimeout(() => {
      if (entry.holders > 0 || shared.get(key) !== entry) return;
      shared.delete(key);
      entry.store.stop();
    }, lingerMs);
  return {
    get: (key) => entryOf(key).store,
    hold: (key) => {
      const entry = entryOf(key);
      entry.holders += 1;
      return () => {
        entry.holders -= 1;
        letGoLater(key, entry);
      };
    },
    clear: () => {
      for (const { store } of shared.values()) store.stop();
      shared.clear();
    },
  };
}
