import { useFormatter, useTranslations } from 'use-intl';

interface TypingLineProps {
  /** Everybody but oneself who is writing now. */
  people: readonly { id: string; name: string }[];
}

/** Who is writing, in a place of its own: it comes and goes without moving anything. */
export function TypingLine({ people }: TypingLineProps) {
  const t = useTranslations('room');
  const format = useFormatter();
  const names = people.map(({ name }) => name);
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1.5">
      {names.length > 0 && (
        <>
          <span aria-hidden className="flex shrink-0 gap-0.5">
            {[0, 150, 300].map((delayMs) => (
              <span
                key={delayMs}
                className="breathe size-1 rounded-full bg-quiet"
                style={{ animationDelay: `${delayMs}ms` }}
              />
            ))}
          </span>
          <span className="truncate">
            {names.length > 3
              ? t('manyTyping')
              : t('typing', { count: names.length, names: format.list(names) })}
          </span>
        </>
      )}
    </span>
  );
}
