type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Only what was sent: what is left out stays as it is. */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<T>;
}
