/**
 * Whether a field of a Word document starts another program (DDE). A field's instruction may be cut
 * into pieces at will, so that all pieces of a part are put together before they are searched.
 */
import { attributesOf, isClosing, MarkupReader, nameOf } from './xml-markup.ts';

/** What is kept of the instructions before; real ones are a line each. */
const keptCharacters = 20_000;

export async function fieldsStartPrograms(text: AsyncIterable<string>): Promise<boolean> {
  const reader = new MarkupReader();
  let instructions = '';
  let isInstruction = false;
  for await (const piece of text) {
    for (const markup of reader.push(piece)) {
      if ('text' in markup) {
        if (isInstruction) instructions += markup.text;
        continue;
      }
      const name = nameOf(markup.tag);
      if (name === 'instrText')
        isInstruction = !isClosing(markup.tag) && !markup.tag.endsWith('/>');
      if (name === 'fldSimple') instructions += ` ${attributesOf(markup.tag)['instr'] ?? ''} `;
    }
    // However far apart its pieces are written.
    instructions = instructions.replaceAll(/\s+/g, ' ');
    if (startsProgram(instructions)) return true;
    instructions = instructions.slice(-keptCharacters);
  }
  return false;
}

const dde = /\bDDE(AUTO)?\b/i;
/** A field that spells a word by the numbers of its characters. */
const spelled = /QUOTE((?:\s+\d{1,3}){3,})/gi;

function startsProgram(instructions: string): boolean {
  if (dde.test(instructions) || /D\s*D\s*E\s*A\s*U\s*T\s*O/i.test(instructions)) return true;
  return spellsDde(instructions);
}

/** Whether a field among these says DDE without its letters. */
export function spellsDde(instructions: string): boolean {
  for (const [, numbers = ''] of instructions.matchAll(spelled)) {
    const word = String.fromCodePoint(...numbers.trim().split(/\s+/).slice(0, 1_000).map(Number));
    if (/DDE/i.test(word)) return true;
  }
  return false;
}
