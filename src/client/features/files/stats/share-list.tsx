interface Share {
  name: string;
  value: number;
  text: string;
}

/** Some things by how much there is of each, the most first. */
export function ShareList({ shares }: { shares: readonly Share[] }) {
  const top = Math.max(1, ...shares.map(({ value }) => value));
  return (
    <dl className="flex flex-col gap-2.5 pt-3">
      {shares
        .toSorted((one, other) => other.value - one.value)
        .map(({ name, value, text }) => (
          <div key={name} className="grid grid-cols-[1fr_auto] gap-x-4 text-list">
            <dt className="min-w-0 truncate">{name}</dt>
            <dd className="text-right">{text}</dd>
            <div aria-hidden className="signal col-span-2 mt-1 h-1 rounded-full bg-line">
              <div
                className="h-full rounded-full bg-accent"
                style={{ width: `${(value / top) * 100}%` }}
              />
            </div>
          </div>
        ))}
    </dl>
  );
}
