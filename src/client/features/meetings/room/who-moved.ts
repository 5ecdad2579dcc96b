import type { ChatMessage } from '#client/live/chat-view.ts';

export interface Moves {
  joined: string[];
  left: string[];
  /** Who came and went again in between. */
  passed: string[];
}

/** A run of joins and leaves, summed up by person: where each stands after it. */
export function whoMoved(entries: readonly ChatMessage[]): Moves {
  const people = new Map<string, { name: string; first: string; last: string }>();
  for (const { user, system } of entries) {
    if (!user) continue;
    const known = people.get(user.id);
    const move = system ?? 'joined';
    people.set(user.id, { name: user.name, first: known?.first ?? move, last: move });
  }
  const moves: Moves = { joined: [], left: [], passed: [] };
  for (const { name, first, last } of people.values()) {
    if (last === 'joined') moves.joined.push(name);
    else if (first === 'joined') moves.passed.push(name);
    else moves.left.push(name);
  }
  return moves;
}
