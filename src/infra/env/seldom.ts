/** Whether something is to be said, where the same comes again and again: once in `pauseMs` each. */
export function seldom(
  pauseMs: number,
  now: () => number = () => performance.now(),
): (what: string) => boolean {
  const saidAt = new Map<string, number>();
  return (what) => {
    const at = now();
    for (const [other, before] of saidAt) if (at - before >= pauseMs) saidAt.delete(other);
    if (saidAt.has(what)) return false;
    saidAt.set(what, at);
    return true;
  };
}
