/** Words of a template, their placeholders told apart from what is said as it stands. */
export function WordsWithGaps({ children }: { children: string }) {
  const parts = children.split(/(\{[^{}]*\})/);
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // A sentence may name the same thing twice.
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move.
      <span key={index} className="rounded-sm bg-sunken px-1 text-quiet">
        {part.slice(1, -1)}
      </span>
    ) : (
      part
    ),
  );
}
