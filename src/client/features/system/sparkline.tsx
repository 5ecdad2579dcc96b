const width = 100;
const height = 28;

interface SparklineProps {
  /** The newest last; null where nothing was measured. */
  values: readonly (number | null)[];
  /** What it shows, for those who do not see it. */
  label: string;
}

/** The run of a figure, from nothing at the bottom. Its numbers are in the table behind it. */
export function Sparkline({ values, label }: SparklineProps) {
  const top = Math.max(1, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  const points = values.flatMap((value, index) =>
    value === null ? [] : [`${(index * step).toFixed(2)},${yOf(value, top)}`],
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-7 w-full text-accent"
    >
      <line
        x1={0}
        x2={width}
        y1={height - 0.5}
        y2={height - 0.5}
        className="stroke-line"
        vectorEffect="non-scaling-stroke"
      />
      {points.length > 1 && (
        <polyline
          points={points.join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

function yOf(value: number, top: number): string {
  return (height - 1 - (value / top) * (height - 3)).toFixed(2);
}
