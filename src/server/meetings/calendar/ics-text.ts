/** Lines of RFC 5545: what they may hold, and how long they may be. */

const longestOctets = 75;

/** A property's line; its value is taken as it is. */
export function line(name: string, value: string): string {
  return folded(`${name}:${value}`);
}

/** The same of words that people wrote. */
export function textLine(name: string, text: string): string {
  return line(name, escaped(text));
}

function escaped(text: string): string {
  return (
    text
      .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
      .replaceAll(/\r\n?|\n/g, '\\n')
      // The other control characters have no place in a calendar.
      .replaceAll(/\p{Cc}/gu, (sign) => (sign === '\t' ? sign : ''))
  );
}

/** Longer lines go on in the next one, which begins with a space; no character is cut in two. */
function folded(text: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    if (octets + size > longestOctets) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** A moment: `20260302T080000Z`. */
export function utcText(instant: Date): string {
  return `${basic(instant.getTime())}Z`;
}

/** What a clock shows: `20260302T090000`, of ms as if they were UTC. */
export function basic(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}
