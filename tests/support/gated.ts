export interface Gated<Target> {
  /** The same, but calls of that method wait before they do anything. */
  gated: Target;
  /** Resolves when somebody waits at the gate. */
  reached: Promise<void>;
  open: () => void;
}

/** Stops whoever comes to one of an object's methods, so that others can be faster on purpose. */
export function gated<Target extends object>(target: Target, method: keyof Target): Gated<Target> {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    gated: new Proxy(target, {
      get: (_, name) => {
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
