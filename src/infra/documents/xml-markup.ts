/**
 * Just enough XML to read tags and texts as they stream by. What is read is a stranger's: each character is looked
 * at a few times at the most, however it is written. What no program takes for a tag is none here: what stands in
 * comments, in instructions to programs, and in texts that are quoted as a whole.
 */
import { damaged, tooComplex } from './finding.ts';

/** A tag from `<` to `>`, or a text with its references to characters resolved. */
export type Markup = { tag: string } | { text: string };

/** Drawings of Word are attributes of some hundred thousand characters. */
const maxTagCharacters = 4_000_000;
/** A longer text comes in several. */
const heldTextCharacters = 64_000;
/** Longer than any reference to a character. */
const referenceCharacters = 32;

const quotedText = { opens: '<![CDATA[', closes: ']]>' };
const passages = [{ opens: '<!--', closes: '-->' }, { opens: '<?', closes: '?>' }, quotedText];
type Passage = (typeof passages)[number];

export class MarkupReader {
  #text = '';
  /** Up to here all of it was told. */
  #at = 0;
  /** Up to here what comes next was looked at for its end, and within which quotes. */
  #lookedAt = 0;
  #quote = '';
  #passage: Passage | null = null;
  #hasBegun = false;

  /** Whatever has come to its end with this piece. */
  *push(piece: string): Generator<Markup> {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#lookedAt -= this.#at;
    this.#at = 0;
    if (!this.#hasBegun) this.#begin();
    for (let before = -1; before < this.#at && this.#at < this.#text.length; ) {
      before = this.#at;
      const markup = this.#next();
      if (markup) yield markup;
    }
  }

  /** Nothing but white space is before the first tag: else it is in an encoding that nobody here sees through. */
  #begin(): void {
    this.#text = this.#text.trimStart();
    if (this.#text === '') return;
    if (!this.#text.startsWith('<')) throw damaged('a part that is no XML');
    this.#hasBegun = true;
  }

  /** Goes on where there is something whole; null where that tells nothing. */
  #next(): Markup | null {
    if (this.#passage) return this.#endPassage(this.#passage);
    if (this.#text[this.#at] !== '<') return this.#endText();
    const passage = this.#passageHere();
    if (passage === 'not yet known') return null;
    if (!passage) return this.#endTag();
    this.#passage = passage;
    this.#goTo(this.#at + passage.opens.length);
    return null;
  }

  #goTo(at: number): string {
    const passed = this.#text.slice(this.#at, at);
    this.#at = at;
    this.#lookedAt = at;
    return passed;
  }

  #passageHere(): Passage | 'not yet known' | undefined {
    const second = this.#text[this.#at + 1];
    if (second !== '!' && second !== '?' && second !== undefined) return undefined;
    const here = this.#text.slice(this.#at, this.#at + '<!DOCTYPE'.length);
    // These formats have none; with one, entities could say what no reader here would see.
    if (here.toUpperCase() === '<!DOCTYPE') throw damaged('a document type definition');
    if (passages.some(({ opens }) => opens.length > here.length && opens.startsWith(here))) {
      return 'not yet known';
    }
    return passages.find(({ opens }) => here.startsWith(opens));
  }

  #endPassage(passage: Passage): Markup | null {
    const end = this.#text.indexOf(passage.closes, this.#at);
    const last = end === -1 ? this.#text.length - passage.closes.length + 1 : end;
    const text = this.#goTo(Math.max(this.#at, last));
    if (end !== -1) {
      this.#goTo(end + passage.closes.length);
      this.#passage = null;
    }
    return passage === quotedText ? { text } : null;
  }

  #endTag(): Markup | null {
    const end = this.#endOfTag();
    if (end === null) return null;
    const isWhole = this.#text[end] === '>';
    // One that is broken off by the next is none.
    const tag = this.#goTo(isWhole ? end + 1 : end);
    return isWhole ? { tag } : null;
  }

  /** Where the tag ends, or the next one begins. Within quotes a `>` is none. */
  #endOfTag(): number | null {
    let at = Math.max(this.#at + 1, this.#lookedAt);
    for (;;) {
      if (this.#quote !== '') {
        const closing = this.#text.indexOf(this.#quote, at);
        if (closing === -1) break;
        this.#quote = '';
        at = closing + 1;
      }
      mark.lastIndex = at;
      const found = mark.exec(this.#text);
      if (!found) break;
      const [character] = found;
      if (character === '>' || character === '<') return found.index;
      this.#quote = character;
      at = mark.lastIndex;
    }
    this.#lookedAt = this.#text.length;
    if (this.#lookedAt - this.#at > maxTagCharacters) throw tooComplex('a tag too long');
    return null;
  }

  #endText(): Markup | null {
    const end = this.#text.indexOf('<', this.#lookedAt);
    if (end !== -1) return { text: characters(this.#goTo(end)) };
    this.#lookedAt = this.#text.length;
    if (this.#lookedAt - this.#at < heldTextCharacters) return null;
    // A reference may still be on its way.
    const reference = this.#text.indexOf('&', this.#lookedAt - referenceCharacters);
    return { text: characters(this.#goTo(reference === -1 ? this.#lookedAt : reference)) };
  }
}

const mark = /[<>"']/g;

/** The opening tags of this name, with whatever prefix. */
export function elementsOf(text: string, name: string): string[] {
  const found: string[] = [];
  for (const markup of new MarkupReader().push(text)) {
    if ('tag' in markup && nameOf(markup.tag) === name && !isClosing(markup.tag)) {
      found.push(markup.tag);
    }
  }
  return found;
}

export function isClosing(tag: string): boolean {
  return tag.startsWith('</');
}

/** Without whatever prefix stands before it. */
export function nameOf(tag: string): string {
  const name = /^<\/?([^\s/>]*)/.exec(tag)?.[1] ?? '';
  return name.slice(name.indexOf(':') + 1);
}

/** Begins where a name does: a name without a value would be tried from each of its letters. */
const attribute = /(?<=[\s"'])([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Attributes by their names without prefix; what has none stands before what has one. */
export function attributesOf(tag: string): Record<string, string | undefined> {
  const found = Object.create(null) as Record<string, string | undefined>;
  const prefixed = Object.create(null) as Record<string, string | undefined>;
  for (const [, name = '', double, single] of tag.matchAll(attribute)) {
    const value = characters(double ?? single ?? '');
    const colon = name.indexOf(':');
    if (colon === -1) found[name] = value;
    else prefixed[name.slice(colon + 1)] = value;
  }
  return Object.assign(prefixed, found);
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves references to characters: how a word can be written so that a search misses it. */
function characters(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name as string] ?? whole;
    const point = hex ? Number.parseInt(hex as string, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
