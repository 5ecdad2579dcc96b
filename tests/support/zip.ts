/** Zip archives by hand, so that their directory can say what is not so. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  data: string | Buffer;
  /** What the directory says instead of the truth. */
  saysInflatedBytes?: number;
  saysPackedBytes?: number;
  /** Bit 0: encrypted. */
  flags?: number;
  method?: number;
  /** Only in the directory, at the bytes of the first part. */
  overlaps?: boolean;
  /** Extra fields, with their heads. */
  extra?: Buffer;
}

export function zip(parts: readonly ZipPart[], behind = Buffer.alloc(0)): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = part.method === 0 ? data : deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.flags ?? 0, 2);
    fields.writeUInt16LE(part.method ?? 8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(part.saysPackedBytes ?? packed.length, 14);
    fields.writeUInt32LE(part.saysInflatedBytes ?? data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(part.name), 22);
    const extra = part.extra ?? Buffer.alloc(0);
    fields.writeUInt16LE(extra.length, 24);
    const name = Buffer.concat([Buffer.from(part.name), extra]);
    const place = part.overlaps ? 0 : offset;
    const entry = Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(place, 10);
    directory.push(entry, rest, name);
    if (part.overlaps) continue;
    const body = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, packed]);
    bodies.push(body);
    offset += body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listed, Buffer.from('PK\u0005\u0006'), end, behind]);
}
