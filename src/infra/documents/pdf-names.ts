/** A name: a slash, then anything but white space and delimiters (ISO 32000-2, 7.3.5). */
export const names = /\/[^\s\0()<>[\]{}/%]{2,381}/g;

/** Without its slash; `#4a` stands for the byte 0x4a. */
export function decodedName(written: string): string {
  return written
    .slice(1)
    .replaceAll(/#([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}
