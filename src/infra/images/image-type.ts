import { fileTypeFromBuffer } from 'file-type';
import { type ImageFormatName, imageFormatOf } from '#domain/files/file.formats.ts';

/** As many first bytes as decide every type that is known. */
export const decidingBytes = 4_100;

export interface FoundType {
  /** Null where the content is none of the pictures that are taken. */
  format: ImageFormatName | null;
  /** What it is, short, for people of any language: `PDF`, `MP4`, `TXT`. */
  name: string;
}

/** What a file is, by its first bytes alone. */
export async function findType(head: Uint8Array): Promise<FoundType> {
  const type = await fileTypeFromBuffer(head);
  const format = type ? imageFormatOf(type.mime) : null;
  return { format, name: (format ?? type?.ext ?? textualName(head)).toUpperCase() };
}

/** What has no signature is text of some kind, or nothing that has a name. */
function textualName(head: Uint8Array): string {
  if (head.includes(0)) return 'bin';
  const text = Buffer.from(head).toString('utf8').toLowerCase();
  if (/<svg[\s>]/.test(text)) return 'svg';
  return /<(!doctype )?html[\s>]/.test(text) ? 'html' : 'txt';
}
