/** Comparable between processes of one machine. */
export function clockMs(): number {
  return performance.timeOrigin + performance.now();
}
