/** What somebody is writing after an `@` right before the caret; null where they are not. */
export function mentionAt(text: string, caret: number): { from: number; said: string } | null {
  const before = text.slice(0, caret);
  const found = /(?:^|[\s(])@([\p{L}\p{N}'’.-]{0,30}(?: [\p{L}\p{N}'’.-]{1,30})?)$/u.exec(before);
  if (!found) return null;
  const said = found[1] ?? '';
  return { from: before.length - said.length - 1, said };
}
