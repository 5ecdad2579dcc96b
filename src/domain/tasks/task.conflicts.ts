/** Two people change one task: what goes together, and what would overwrite somebody's change. */
import { isSame } from '../kernel/is-same.ts';

/**
 * The fields of which somebody made something else than was there (`seen`) when a change of them was
 * decided upon. Changes of different fields go together, and so do two that want the same.
 */
export function conflictsOf<Fields extends object>(
  present: Fields,
  seen: Partial<Fields>,
  wanted: Partial<Fields>,
): (keyof Fields & string)[] {
  const fields = Object.keys(seen) as (keyof Fields & string)[];
  const isAs = (field: keyof Fields, there: Partial<Fields>) =>
    isSame(inNoOrder(present[field]), inNoOrder(there[field]));
  return fields
    .filter((field) => seen[field] !== undefined && wanted[field] !== undefined)
    .filter((field) => !isAs(field, seen) && !isAs(field, wanted));
}

/** People and labels are sets, whoever was put on first. */
function inNoOrder(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map(String).toSorted((one, other) => (one < other ? -1 : 1))
    : value;
}
