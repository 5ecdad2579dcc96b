import { useMemo } from 'react';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import type { Person } from '#client/api/types.ts';

interface SaidTextProps {
  text: string;
  /** Who can be mentioned. */
  people: readonly Person[];
}

/** What somebody wrote: addresses in it are links, and who is mentioned stands out. */
export function SaidText({ text, people }: SaidTextProps) {
  const marked = useMemo(() => addressOrName(people), [people]);
  // Every other part is marked: what a split keeps of its own sign.
  return withoutMentionIds(text)
    .split(marked)
    .map((part, index) => {
      if (index % 2 === 0) return part;
      return part.startsWith('@') ? (
        // oxlint-disable-next-line react/no-array-index-key -- parts are told apart by their place only
        <span key={index} className="font-semibold text-accent">
          {part}
        </span>
      ) : (
        <a
          // oxlint-disable-next-line react/no-array-index-key -- as above
          key={index}
          href={part}
          target="_blank"
          rel="noreferrer noopener nofollow"
          className="text-accent underline underline-offset-2"
        >
          {part}
        </a>
      );
    });
}

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/u.source;

function addressOrName(people: readonly Person[]): RegExp {
  const names = people.map(({ name }) => `@${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`);
  // Of names that begin alike the longest.
  const longestFirst = names.toSorted((one, other) => other.length - one.length);
  return new RegExp(`(${[address, ...longestFirst].join('|')})`, 'iu');
}
