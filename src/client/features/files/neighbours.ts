/** The ids before and after one in a list. */
export function neighbours(
  items: readonly { id: string }[],
  id: string,
): { previous: string | undefined; next: string | undefined } {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) return { previous: undefined, next: undefined };
  return { previous: items[at - 1]?.id, next: items[at + 1]?.id };
}
