/** Those that text has: tab, line feed, form feed, carriage return, and escape in logs. */
const textControls = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** A character that no text has, or a byte in an encoding in which it is one. */
export function isBinaryControl(code: number): boolean {
  return (code < 0x20 && !textControls.has(code)) || code === 0x7f;
}
