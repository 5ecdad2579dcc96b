/** Reads a table as RFC 4180 writes it, with whichever separator the program that wrote it took. */
export function parseCsv(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  for (; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === separator) endCell();
    else if (character === '\n' || character === '\r') {
      if (character === '\r' && text[at + 1] === '\n') at += 1;
      endRow();
    } else cell += character;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

const separators = [',', ';', '\t', '|'] as const;
const looked = 10_000;

/** The one that stands most often in the first line outside of quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, looked).replaceAll(/"[^"]*"/g, '');
  const [first = ''] = head.split(/[\r\n]/).filter((line) => line.trim() !== '');
  const count = (separator: string) => first.split(separator).length;
  return separators.toSorted((one, other) => count(other) - count(one))[0] ?? ',';
}
