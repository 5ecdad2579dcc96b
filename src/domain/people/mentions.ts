/**
 * How people are mentioned, in comments and in chats: `@Ana Silva`, as one would write it, or
 * `@[Ana Silva](id)`, as a client's list to choose from may write it, which means one person whatever
 * they are called later. Whoever reads a text for mentions says who can be meant: the people of its place.
 */

export interface Mentionable {
  id: string;
  name: string;
}

const exact =
  /@\[([^[\]\n]{1,120})\]\(([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/giu;

/** The text as people read it: a chosen mention by its name alone. */
export function withoutMentionIds(text: string): string {
  return text.replaceAll(exact, '@$1');
}

/** Who of `people` is mentioned, each once. Of several of one full name all are. */
export function mentionedIn(text: string, people: readonly Mentionable[]): string[] {
  const found = new Set<string>();
  const byName = longestFirst(people);
  const rest = text.replaceAll(exact, (_whole, _name: string, id: string) => {
    const person = people.find((one) => one.id === id.toLowerCase());
    if (person) found.add(person.id);
    return ' ';
  });
  // A sign inside of a word is an address, not a mention.
  for (const { index } of rest.matchAll(/(?<![\p{L}\p{N}._%+-])@/gu)) {
    const said = folded(rest.slice(index + 1, index + 1 + maxNameLength));
    const [first] = byName.filter(({ name }) => beginsWithWord(said, name));
    for (const { name, id } of byName) if (name === first?.name) found.add(id);
  }
  return [...found];
}

/** A full name before a first name, which counts where only one person has it. */
function longestFirst(people: readonly Mentionable[]): { name: string; id: string }[] {
  const full = people.map(({ id, name }) => ({ name: folded(name.trim()), id }));
  const firstNames = full.map(({ id, name }) => ({ name: name.split(/\s+/u, 1)[0] ?? name, id }));
  const ofOne = firstNames.filter(
    ({ name, id }) =>
      !full.some((one) => one.name === name) &&
      !firstNames.some((other) => other.name === name && other.id !== id),
  );
  return [...full, ...ofOne]
    .filter(({ name }) => name.length > 0)
    .toSorted((one, other) => other.name.length - one.name.length);
}

const maxNameLength = 240;

/** Written with or without capitals, and however an accent is made. */
function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('und');
}

function beginsWithWord(said: string, name: string): boolean {
  return said.startsWith(name) && !/^[\p{L}\p{N}]/u.test(said.slice(name.length));
}
