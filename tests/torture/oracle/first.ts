/** Enough to see what kind of fault it is. */
const shownPerCheck = 5;

/** The first few of many. */
export function first(violations: Iterable<string>): string[] {
  const all = [...violations];
  if (all.length <= shownPerCheck) return all;
  return [...all.slice(0, shownPerCheck), `… and ${all.length - shownPerCheck} more like these`];
}
