import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { parseCsv } from './parse-csv.ts';
import { textLines } from './text-lines.ts';

describe('a table', () => {
  test.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\r\n"1;2";"say ""hi"""\r\n',
      [
        ['a', 'b'],
        ['1;2', 'say "hi"'],
      ],
    ],
    ['a\tb\n\n"two\nlines"\tx', [['a', 'b'], [''], ['two\nlines', 'x']]],
    ['\ufeffname\nAda', [['name'], ['Ada']]],
    ['"a,b;c;d",e', [['a,b;c;d', 'e']]],
    ['unclosed,"quote\nstays', [['unclosed', 'quote\nstays']]],
    ['', []],
  ])('%j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  test('one of many megabytes is read at once', () => {
    const text = 'name,place,year,"a, b"\n'.repeat(400_000);
    const startedAtMs = performance.now();
    expect(parseCsv(text)).toHaveLength(400_000);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  });
});

describe('a text', () => {
  test.each([
    ['UTF-8', [0xc3, 0xa9], 'é'],
    ['Windows', [0xe9], 'é'],
    ['UTF-16', [0xff, 0xfe, 0xe9, 0x00], 'é'],
    ['UTF-16, the other way round', [0xfe, 0xff, 0x00, 0xe9], 'é'],
    ['nothing', [], ''],
  ])('%s', (_name, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes).buffer)).toBe(text);
  });

  test('long lines come in pieces and keep their number', () => {
    const lines = textLines(`one\r\n${'x'.repeat(4_500)}\nthree`);
    expect(lines.map(({ number, text }) => [number, text.length])).toEqual([
      [1, 3],
      [2, 2_000],
      [null, 2_000],
      [null, 500],
      [3, 5],
    ]);
  });
});
