/**
 * Just enough XML to read flat lists of elements with attributes; entities are not expanded. What is
 * read is a stranger's: each character is looked at a few times at the most, however it is written.
 */

/**
 * The opening tags of a name, with whatever prefix. A `>` within quotes does not end one; behind one
 * that has no end there is nothing more.
 */
export function elementsOf(text: string, name: string): string[] {
  const opening = new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])`, 'g');
  const found: string[] = [];
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const end = endOfTag(text, opening.lastIndex);
    if (end === null) break;
    found.push(text.slice(match.index, end));
    opening.lastIndex = end;
  }
  return found;
}

function endOfTag(text: string, from: number): number | null {
  const mark = /[>"']/g;
  mark.lastIndex = from;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    if (match[0] === '>') return mark.lastIndex;
    const closing = text.indexOf(match[0], mark.lastIndex);
    if (closing === -1) return null;
    mark.lastIndex = closing + 1;
  }
  return null;
}

/** Begins where a name does: a name without a value would be tried from each of its letters. */
const attribute = /(?<![\w.-])([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Attributes by their names without prefix. */
export function attributesOf(tag: string): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = Object.create(null) as Record<
    string,
    string | undefined
  >;
  for (const [, name = '', double, single] of tag.matchAll(attribute)) {
    found[name] = characters(double ?? single ?? '');
  }
  return found;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves references to characters: how a word can be written so that a search misses it. */
export function characters(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name as string] ?? whole;
    const point = hex ? Number.parseInt(hex as string, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
