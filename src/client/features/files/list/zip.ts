/** Archives without compression: pictures and Office documents have theirs inside already. */

export interface ZipEntry {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  at: Date;
}

const utf8Names = 0x0800;
const version = 20;

export function zipOf(entries: readonly ZipEntry[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, bytes, at } of entries) {
    const encoded = new TextEncoder().encode(name);
    const common = [
      u16(version),
      u16(utf8Names),
      u16(0),
      u16(timeOf(at)),
      u16(dateOf(at)),
      u32(crc32(bytes)),
      u32(bytes.length),
      u32(bytes.length),
      u16(encoded.length),
      u16(0),
    ];
    const local = joined([u32(0x04034b50), ...common, encoded]);
    // No comment, the first disk, no attributes; then where it begins.
    const about = [u16(0), u16(0), u16(0), u32(0), u32(offset)];
    directory.push(joined([u32(0x02014b50), u16(version), ...common, ...about, encoded]));
    parts.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const listed = joined(directory);
  const counts = [u16(0), u16(0), u16(entries.length), u16(entries.length)];
  const end = joined([u32(0x06054b50), ...counts, u32(listed.length), u32(offset), u16(0)]);
  return new Blob([...parts, listed, end], { type: 'application/zip' });
}

/** Two files of one name must not become one: `plan.pdf`, `plan (2).pdf`. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [, stem = name, ending = ''] = /^(.+?)(\.[^.]+)?$/s.exec(name) ?? [];
    let distinct = name;
    for (let count = 2; taken.has(distinct.toLowerCase()); count += 1) {
      distinct = `${stem} (${count})${ending}`;
    }
    taken.add(distinct.toLowerCase());
    return distinct;
  });
}

function u16(value: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array([value & 0xff, (value >>> 8) & 0xff]);
}

function u32(value: number): Uint8Array<ArrayBuffer> {
  return joined([u16(value & 0xffff), u16(value >>> 16)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function timeOf(at: Date): number {
  return (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
}

function dateOf(at: Date): number {
  return ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
