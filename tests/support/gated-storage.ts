import type { Storage } from '#infra/storage/storage.ts';

export interface GatedStorage {
  /** The same storage, but calls of that method wait before they do anything. */
  storage: Storage;
  /** Resolves when somebody waits at the gate. */
  reached: Promise<void>;
  open: () => void;
}

/** Stops whoever comes to one of the storage's methods, so that others can be faster on purpose. */
export function gated(storage: Storage, method: keyof Storage): GatedStorage {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    storage: new Proxy(storage, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name !== method) return value.bind(target) as unknown;
        return async (...given: unknown[]) => {
          reached.resolve();
          await opened.promise;
          return Reflect.apply(value, target, given) as unknown;
        };
      },
    }),
    reached: reached.promise,
    open: opened.resolve,
  };
}
