const windowMs = 5_000;
/** Before that it would only be a guess. */
const leastMs = 700;

export interface SpeedMeter {
  /** So many bytes have left the machine until now. */
  note: (totalBytes: number) => void;
  bytesPerSecond: () => number | null;
}

/** How fast something goes, over the last few seconds. */
export function createSpeedMeter(nowMs: () => number = () => performance.now()): SpeedMeter {
  let samples: { atMs: number; totalBytes: number }[] = [];
  return {
    note: (totalBytes) => {
      const atMs = nowMs();
      samples.push({ atMs, totalBytes });
      samples = samples.filter((sample) => atMs - sample.atMs <= windowMs);
    },
    bytesPerSecond: () => {
      const first = samples[0];
      const last = samples.at(-1);
      if (!first || !last || last.atMs - first.atMs < leastMs) return null;
      const bytes = last.totalBytes - first.totalBytes;
      return bytes > 0 ? (bytes * 1000) / (last.atMs - first.atMs) : null;
    },
  };
}
