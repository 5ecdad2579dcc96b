/**
 * Whether a field of a Word document starts another program (DDE). A field's instruction may be cut
 * into pieces at will, so that all pieces of a part are put together before they are searched.
 */
import { attributesOf, characters, elementsOf } from './xml-tags.ts';

/** What is kept of the instructions before; real ones are a line each. */
const keptCharacters = 20_000;
/** Attributes have no `<`: without that each beginning would be followed to the end of the text. */
const instruction = /<(?:[\w.-]+:)?instrText(?:\s[^<>]*)?>([^<]*)/g;

export async function fieldsStartPrograms(text: AsyncIterable<string>): Promise<boolean> {
  let instructions = '';
  let rest = '';
  for await (const piece of text) {
    const seen = rest + piece;
    for (const [, content = ''] of seen.matchAll(instruction)) instructions += characters(content);
    for (const tag of elementsOf(seen, 'fldSimple')) {
      instructions += ` ${attributesOf(tag)['instr'] ?? ''} `;
    }
    // What a tag's end has not come for yet is seen again with the next piece.
    rest = unfinished(seen);
    // However far apart its pieces are written.
    instructions = instructions.replaceAll(/\s+/g, ' ');
    if (startsProgram(instructions)) return true;
    instructions = instructions.slice(-keptCharacters);
  }
  return false;
}

const maxRestCharacters = 64_000;

/** From the last instruction that may still go on; a text in it ends with the next tag. */
function unfinished(text: string): string {
  const lastTag = text.lastIndexOf('<');
  if (lastTag === -1) return text.slice(-maxRestCharacters);
  const opensText = /^<(?:[\w.-]+:)?instrText(?:\s[^<>]*)?>/.test(text.slice(lastTag));
  const isOpen = opensText || !text.includes('>', lastTag);
  return isOpen ? text.slice(lastTag).slice(0, maxRestCharacters) : '';
}

const dde = /\bDDE(AUTO)?\b/i;
/** A field that spells a word by the numbers of its characters. */
const spelled = /QUOTE((?:\s+\d{1,3}){3,})/gi;

function startsProgram(instructions: string): boolean {
  if (dde.test(instructions) || /D\s*D\s*E\s*A\s*U\s*T\s*O/i.test(instructions)) return true;
  for (const [, numbers = ''] of instructions.matchAll(spelled)) {
    const word = String.fromCodePoint(...numbers.trim().split(/\s+/).slice(0, 1_000).map(Number));
    if (/DDE/i.test(word)) return true;
  }
  return false;
}
