import type { Person } from '#client/api/types.ts';
import { Avatar } from './avatar.tsx';

interface FacesProps {
  people: readonly Person[];
  max?: number;
}

/** A few faces and how many more; the names stand on hover and for those who do not see them. */
export function Faces({ people, max = 4 }: FacesProps) {
  const more = people.length - max;
  const shown = more > 1 ? people.slice(0, max) : people;
  const names = people.map(({ name }) => name).join(', ');
  return (
    <span title={names} className="flex shrink-0 items-center gap-0.5">
      <span className="sr-only">{names}</span>
      {shown.map((person) => (
        <Avatar key={person.id} name={person.name} url={person.avatar_url} size="sm" />
      ))}
      {more > 1 && (
        <span aria-hidden className="pl-1 text-small text-quiet">
          +{more}
        </span>
      )}
    </span>
  );
}
