/** Longer ones are shown in pieces: a browser takes seconds to break one of a megabyte. */
const maxLineCharacters = 2_000;

export interface TextLine {
  /** Null for the second and further pieces of a line. */
  number: number | null;
  text: string;
}

export function textLines(text: string): TextLine[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const pieces: TextLine[] = [{ number: index + 1, text: line.slice(0, maxLineCharacters) }];
    for (let at = maxLineCharacters; at < line.length; at += maxLineCharacters) {
      pieces.push({ number: null, text: line.slice(at, at + maxLineCharacters) });
    }
    return pieces;
  });
}
