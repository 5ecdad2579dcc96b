/** A list with one of it in front of another, or at the end where that is in it no more. */
export function movedBefore<One>(list: readonly One[], one: One, before: One | undefined): One[] {
  const others = list.filter((other) => other !== one);
  const at = others.findIndex((other) => other === before);
  return others.toSpliced(at === -1 ? others.length : at, 0, one);
}
