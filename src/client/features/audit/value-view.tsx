import { useTranslations } from 'use-intl';
import { classNames } from '#client/ui/class-names.ts';

interface ValueViewProps {
  value: unknown;
  /** Top-level fields to point out. */
  changed?: ReadonlySet<string>;
}

/** Data as fields and values instead of braces and quotes; nested ones are indented. */
export function ValueView({ value, changed }: ValueViewProps) {
  if (!isRecord(value)) {
    return (
      <div className="py-1 text-list">
        <Value value={value} />
      </div>
    );
  }
  return (
    <dl>
      {Object.entries(value).map(([name, field]) => (
        <div
          key={name}
          className={classNames(
            'gap-4 border-b border-line py-1.5 text-list last:border-0',
            // What holds more fields needs the width, and stands below its name.
            isNested(field) ? 'flex-col' : 'flex',
            changed?.has(name) && '-mx-2 rounded-sm bg-accent-soft px-2',
          )}
        >
          <dt className="w-28 shrink-0 break-words text-quiet">{name}</dt>
          <dd className={isNested(field) ? 'pt-1' : 'min-w-0 flex-1'}>
            <Value value={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { value: unknown }) {
  const t = useTranslations('audit');
  if (value === null || value === undefined || value === '') {
    return <span className="text-quiet">{t('none')}</span>;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="text-quiet">{t('none')}</span>;
    const items: readonly unknown[] = value;
    return (
      <ol className="flex flex-col gap-1">
        {[...items.entries()].map(([at, item]) => (
          <li key={at} className={isRecord(item) ? 'border-l-2 border-line pl-3' : undefined}>
            {isRecord(item) ? <ValueView value={item} /> : <Value value={item} />}
          </li>
        ))}
      </ol>
    );
  }
  if (isRecord(value)) {
    return (
      <div className="border-l-2 border-line pl-3">
        <ValueView value={value} />
      </div>
    );
  }
  if (typeof value === 'boolean') return <>{value ? t('yes') : t('no')}</>;
  return (
    <span className="[overflow-wrap:anywhere]">
      {typeof value === 'string' ? value : JSON.stringify(value)}
    </span>
  );
}

function isNested(value: unknown): boolean {
  return isRecord(value) || (Array.isArray(value) && value.some(isRecord));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
