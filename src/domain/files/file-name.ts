/** Names as people see them. They are never part of a path. */

/**
 * Control characters, line ends, those that turn the direction of text to disguise an ending, and those that take no
 * room. Joiners stay: some scripts and emoji need them.
 */
const invisible =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const maxNameBytes = 255;

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** As much of a text as fits, whole characters only. */
function withinBytes(text: string, maxBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}

/** A sent name made fit to be shown: no folders, no tricks, composed, at most 255 bytes. */
export function displayName(sent: string, fallback: string): string {
  const name = sent
    .toWellFormed()
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/^.*[/\\]/, '')
    .trim()
    // Windows leaves them out: what stands before them would be the ending.
    .replace(/[. ]+$/, '');
  if (name === '') return fallback;
  if (byteLength(name) <= maxNameBytes) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return (
    withinBytes(name.slice(0, name.length - ending.length), maxNameBytes - byteLength(ending)) +
    ending
  );
}
