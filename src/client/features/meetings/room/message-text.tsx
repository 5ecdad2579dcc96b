import { withoutMentionIds } from '#domain/people/mentions.ts';

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/gu;

/** A message's words; addresses in it are links, who is mentioned has their name alone. */
export function MessageText({ text: written }: { text: string }) {
  const text = withoutMentionIds(written);
  const parts: { at: number; text: string; link: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    if (match.index > end) {
      parts.push({ at: end, text: text.slice(end, match.index), link: false });
    }
    parts.push({ at: match.index, text: match[0], link: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ at: end, text: text.slice(end), link: false });
  return parts.map((part) =>
    part.link ? (
      <a
        key={part.at}
        href={part.text}
        target="_blank"
        rel="noreferrer noopener nofollow"
        className="text-accent underline underline-offset-2"
      >
        {part.text}
      </a>
    ) : (
      <span key={part.at}>{part.text}</span>
    ),
  );
}
