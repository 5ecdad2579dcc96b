import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

interface Bar {
  /** What it stands for, as people say it. */
  name: string;
  value: number;
  text: string;
}

interface BarChartProps {
  label: string;
  bars: readonly Bar[];
}

const height = 96;
const gap = 0.3;

/** One bar for each, from nothing at the bottom; the one that is pointed at says its figure. */
export function BarChart({ label, bars }: BarChartProps) {
  const t = useTranslations('fileStats');
  const [pointed, setPointed] = useState<number | null>(null);
  const id = useId();
  const top = Math.max(1, ...bars.map(({ value }) => value));
  const said = bars[pointed ?? bars.length - 1];
  return (
    <figure aria-labelledby={id}>
      <figcaption
        id={id}
        className="flex items-baseline justify-between gap-4 text-small text-quiet"
      >
        <span>{label}</span>
        {said && (
          <span>
            {t.rich('figure', {
              name: said.name,
              value: said.text,
              b: Figure,
            })}
          </span>
        )}
      </figcaption>
      <svg
        role="img"
        aria-labelledby={id}
        viewBox={`0 0 ${bars.length} ${height}`}
        preserveAspectRatio="none"
        className="mt-2 h-24 w-full text-accent"
        onPointerLeave={() => setPointed(null)}
      >
        <line
          x1={0}
          x2={bars.length}
          y1={height - 0.5}
          y2={height - 0.5}
          className="stroke-line-strong"
          vectorEffect="non-scaling-stroke"
        />
        {bars.map(({ name, value }, index) => {
          const tall = value === 0 ? 0 : Math.max(2, (value / top) * (height - 4));
          return (
            <g key={name} onPointerEnter={() => setPointed(index)}>
              <rect x={index} y={0} width={1} height={height} fill="transparent" />
              <rect
                x={index + gap / 2}
                y={height - 1 - tall}
                width={1 - gap}
                height={tall}
                fill="currentColor"
                opacity={pointed === null || pointed === index ? 1 : 0.45}
              />
            </g>
          );
        })}
      </svg>
      <div aria-hidden className="flex justify-between pt-1 text-small text-quiet">
        <span>{bars[0]?.name}</span>
        <span>{bars.at(-1)?.name}</span>
      </div>
    </figure>
  );
}

function Figure(value: ReactNode) {
  return <span className="font-semibold text-text">{value}</span>;
}
