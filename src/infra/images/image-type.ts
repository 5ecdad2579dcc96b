import { fileTypeFromBuffer } from 'file-type';
import { isBinaryControl } from '../documents/text-controls.ts';
import { type ImageFormatName, imageFormatOf } from '#domain/files/file.formats.ts';

/** As many first bytes as decide every type that is known. */
export const decidingBytes = 4_100;

export interface FoundType {
  /** Null where the content is none of the pictures that are taken. */
  format: ImageFormatName | null;
  /** What it is, short, for people of any language: `PDF`, `MP4`, `TXT`. */
  name: string;
  /** Whether only the whole content can tell: text, or what documents are packed in. */
  mayBeDocument: boolean;
}

/** As file-type calls them; of most of these it cannot tell one from another by the beginning. */
const packings =
  /^application\/(pdf|zip|x-cfb|vnd\.openxmlformats-|vnd\.ms-|msword|java-archive|epub|vnd\.oasis)/;
const markup = /^text\/|[/+]xml$/;

/** What a file is, by its first bytes alone. */
export async function findType(head: Uint8Array): Promise<FoundType> {
  const type = await fileTypeFromBuffer(head);
  const format = type ? imageFormatOf(type.mime) : null;
  const name = (format ?? type?.ext ?? textualName(head)).toUpperCase();
  const isPacked = type !== undefined && packings.test(type.mime);
  // A few letters may be the beginning of a text as well as of something else.
  const mayBeDocument = isPacked || !type || markup.test(type.mime) || !head.some(isBinaryControl);
  return { format, name, mayBeDocument };
}

/** What has no signature is text of some kind, or nothing that has a name. */
function textualName(head: Uint8Array): string {
  if (head.includes(0)) return 'bin';
  const text = Buffer.from(head).toString('utf8').toLowerCase();
  if (/<svg[\s>]/.test(text)) return 'svg';
  return /<(!doctype )?html[\s>]/.test(text) ? 'html' : 'txt';
}
