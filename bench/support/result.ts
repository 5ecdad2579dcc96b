/** What a scenario found, and how it is shown. */

export interface BenchResult {
  scenario: string;
  value: number;
  unit: string;
  /** The same unit, by the bare means, in the same run. */
  limit: number;
  /** How near the product comes to it: 1 is as good as bare. */
  ratio: number;
  p50_ms: number | null;
  p99_ms: number | null;
}

/** Figures of one side of one round. */
export interface Round {
  value: number;
  latenciesMs?: readonly number[];
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface Comparison {
  scenario: string;
  unit: string;
  rounds: number;
  product: () => Promise<Round>;
  bare: () => Promise<Round>;
  /** Where less is better, as with times. */
  lessIsBetter?: boolean;
}

/**
 * Both sides in turns, as other work on the machine comes and goes; the medians are compared. A first
 * round of each warms up and is not counted.
 */
export async function compare(comparison: Comparison): Promise<BenchResult> {
  const { scenario, unit, rounds, lessIsBetter } = comparison;
  const products: Round[] = [];
  const bares: Round[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await comparison.bare();
    const product = await comparison.product();
    if (round === 0) continue;
    bares.push(bare);
    products.push(product);
  }
  const value = median(products.map((round) => round.value));
  const limit = median(bares.map((round) => round.value));
  const latencies = products.flatMap(({ latenciesMs }) => latenciesMs ?? []);
  const hasLatencies = latencies.length > 0;
  return {
    scenario,
    value: rounded(value),
    unit,
    limit: rounded(limit),
    ratio: rounded(lessIsBetter ? limit / value : value / limit, 3),
    p50_ms: hasLatencies ? rounded(percentile(latencies, 0.5), 2) : null,
    p99_ms: hasLatencies ? rounded(percentile(latencies, 0.99), 2) : null,
  };
}

function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

/** Ratios first, as absolute figures differ from machine to machine. */
export function table(results: readonly BenchResult[]): string {
  const head = ['ratio', 'scenario', 'product', 'bare', 'unit', 'p50 ms', 'p99 ms'];
  const rows = results.map((result) => [
    result.ratio.toFixed(2),
    result.scenario,
    String(result.value),
    String(result.limit),
    result.unit,
    result.p50_ms === null ? '' : String(result.p50_ms),
    result.p99_ms === null ? '' : String(result.p99_ms),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
