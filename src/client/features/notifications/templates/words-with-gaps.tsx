/** A placeholder, or what stands between two. */
const piece = /\{[^{}]*\}|[^{]+|\{/g;

/** Words of a template, their placeholders told apart from what is said as it stands. */
export function WordsWithGaps({ children }: { children: string }) {
  return [...children.matchAll(piece)].map(({ 0: text, index: at }) =>
    /^\{.*\}$/.test(text) ? (
      <span key={at} className="rounded-sm bg-sunken px-1 text-quiet">
        {text.slice(1, -1)}
      </span>
    ) : (
      text
    ),
  );
}
