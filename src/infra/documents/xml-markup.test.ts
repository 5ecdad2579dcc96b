import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnacceptableDocument } from './finding.ts';
import { attributesOf, elementsOf, MarkupReader, nameOf } from './xml-markup.ts';

/** The tags, and the texts between them put together. */
function told(pieces: readonly string[]): string[] {
  const reader = new MarkupReader();
  const found: string[] = [''];
  for (const piece of pieces) {
    for (const markup of reader.push(piece)) {
      if ('tag' in markup) found.push(markup.tag, '');
      else found.push(`${found.pop()}${markup.text}`);
    }
  }
  return found;
}

test.for<[string, string, string[]]>([
  ['a bracket within quotes', `<a b="c>d" e='"'>f</a>`, ['', `<a b="c>d" e='"'>`, 'f', '</a>', '']],
  ['a comment', '<a>D<!-- <b " -->E</a>', ['', '<a>', 'DE', '</a>', '']],
  ['an instruction', '<?xml version="1.0"?><a>D<?x " ?>E</a>', ['', '<a>', 'DE', '</a>', '']],
  ['a quoted text', '<a>D<![CDATA[<b> &amp;]]>E</a>', ['', '<a>', 'D<b> &amp;E', '</a>', '']],
  ['references', '<a>&#68;&#x44;&amp;&none;</a>', ['', '<a>', 'DD&&none;', '</a>', '']],
  ['a tag that is broken off', '<a <b>', ['', '<b>', '']],
  ['what is before the first tag', '\ufeff \n<a>', ['', '<a>', '']],
])('%s', ([, text, expected]) => {
  expect(told([text])).toEqual(expected);
});

test('it is the same in whatever pieces it comes', () => {
  const bits = ['<a b="c>', '">', '<', '>', "'", '<!-- ', '-->', '<![CDATA[', ']]>', '<?', '?>'];
  const texts = fc.array(fc.constantFrom(...bits, '&#6', '8;', 'x', ' '), { maxLength: 30 });
  fc.assert(
    fc.property(texts, fc.infiniteStream(fc.integer({ min: 1, max: 6 })), (parts, lengths) => {
      const text = `<r>${parts.join('')}<end/>`;
      const pieces: string[] = [];
      let at = 0;
      for (const length of lengths) {
        pieces.push(text.slice(at, at + length));
        at += length;
        if (at >= text.length) break;
      }
      expect(told(pieces)).toEqual(told([text]));
    }),
  );
});

test('names and attributes are known without their prefix, and what has none goes before', () => {
  const [tag = ''] = elementsOf('<é:Rel Type="a" x:Mode="b" Mode=\'c\' x:Id="d" Modes/>', 'Rel');
  expect(nameOf(tag)).toBe('Rel');
  expect({ ...attributesOf(tag) }).toEqual({ Type: 'a', Mode: 'c', Id: 'd' });
});

test.for([
  ['a definition of entities', '<!doctype a>'],
  ['no XML', 'L\u00ef\u00a7'],
  ['a tag of 5 MB', `<a b="${'c'.repeat(5_000_000)}`],
])('%s is refused', ([, text = '']) => {
  expect(() => told([text])).toThrow(UnacceptableDocument);
});
