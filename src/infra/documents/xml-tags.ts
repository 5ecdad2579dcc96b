/** Just enough XML to read flat lists of elements with attributes; entities are not expanded. */

/** The opening tags of a name, with whatever prefix. A `>` within quotes does not end one. */
export function elementsOf(text: string, name: string): string[] {
  const tag = new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>`, 'g');
  return text.match(tag) ?? [];
}

const attribute = /([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

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
