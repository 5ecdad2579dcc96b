/**
 * One text for one JSON value: keys sorted, no white space, as RFC 8785 does for the values that
 * the log holds (no NaN, no lone surrogates: the fields' schemas refuse them). jsonb keeps neither
 * the order of keys nor white space, so a digest has to be taken over a form that survives it.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
