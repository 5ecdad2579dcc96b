/** The top-level fields in which two states of an entity differ. */
export function changedFields(before: unknown, after: unknown): ReadonlySet<string> {
  const old = isRecord(before) ? before : {};
  const now = isRecord(after) ? after : {};
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return new Set(
    [...names].filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name])),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
