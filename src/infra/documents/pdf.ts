/**
 * PDF by its structure: whole, and with which actions. Names are looked for in the whole file, also
 * written with escapes and also within packed object streams; a name in a compressed picture by
 * chance is four bytes of luck or more, and costs a look by a person.
 */
import type { FileHandle } from 'node:fs/promises';
import type { NoticeCode } from '#domain/files/notices.ts';
import { damaged, type Finding } from './finding.ts';
import { decodedName, names } from './pdf-names.ts';
import { ObjectStreams } from './pdf-object-streams.ts';

const windowBytes = 1024 * 1024;
/** A name is at most 127 bytes, each of which may be written as three. */
const overlapBytes = 512;
/** Where the end is looked for; some programs add a line or two of their own after it. */
const tailBytes = 64 * 1024;

const noticeOf: Record<string, NoticeCode> = {
  JavaScript: 'pdf_javascript',
  Launch: 'pdf_launch',
  EmbeddedFile: 'pdf_attachments',
  EmbeddedFiles: 'pdf_attachments',
  Encrypt: 'pdf_encrypted',
  RichMedia: 'embedded_object',
  XFA: 'pdf_xfa',
  // The script of a model in three dimensions.
  OnInstantiate: 'pdf_javascript',
  URI: 'hyperlinks',
  SubmitForm: 'hyperlinks',
  ImportData: 'hyperlinks',
  GoToR: 'hyperlinks',
  GoToE: 'hyperlinks',
};

export async function inspectPdf(file: FileHandle, sizeBytes: number): Promise<Finding> {
  const tail = await readAt(file, Math.max(0, sizeBytes - tailBytes), tailBytes);
  if (!tail.includes('%%EOF') || !tail.includes('startxref')) throw damaged('no end');
  const notices = new Set<NoticeCode>();
  const objectStreams = new ObjectStreams(file, sizeBytes);
  const scriptable = new Set<string>();
  const look = (text: string, at: number | null) => {
    for (const match of text.matchAll(names)) {
      const name = decodedName(match[0]);
      const notice = noticeOf[name];
      if (notice) notices.add(notice);
      if (name === 'Rendition' || name === 'JS') scriptable.add(name);
      if (name === 'ObjStm' && at !== null) objectStreams.found(at + match.index);
    }
  };
  for (let at = 0; at < sizeBytes; at += windowBytes - overlapBytes) {
    look((await readAt(file, at, windowBytes)).toString('latin1'), at);
  }
  for await (const { text, isRead, isBroken } of objectStreams.contents()) {
    look(text, null);
    // Of an encrypted one that is no wonder; and whoever only says that it is encrypted is read.
    if (!isRead && !(isBroken && notices.has('pdf_encrypted'))) notices.add('pdf_unreadable');
  }
  // By itself `JS` is three bytes that any picture has; with it what plays a film runs a script.
  if (scriptable.size === 2) notices.add('pdf_javascript');
  return { is: 'document', formats: ['pdf'], notices: [...notices] };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
