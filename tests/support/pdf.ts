/** PDFs of the smallest kind. */
import { deflateSync } from 'node:zlib';

/** One with these objects, each the text between `obj` and `endobj`. */
export function pdf(...objects: (string | Buffer)[]): Buffer {
  const written = objects.flatMap((object, index) => [
    Buffer.from(`${index + 1} 0 obj\n`),
    Buffer.from(object),
    Buffer.from('\nendobj\n'),
  ]);
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...written,
    Buffer.from('xref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n'),
  ]);
}

/** An object stream with what it packs, `/Filter` and the rest of its dictionary as given. */
export function objectStream(
  content: string | Buffer,
  dictionary = '/Filter /FlateDecode',
  type = '/ObjStm',
): Buffer {
  const packed = dictionary.includes('Flate') ? deflateSync(content) : Buffer.from(content);
  return Buffer.concat([
    Buffer.from(
      `<< /Type ${type} /N 1 /First 4 ${dictionary} /Length ${packed.length} >>\nstream\n`,
    ),
    packed,
    Buffer.from('\nendstream'),
  ]);
}
