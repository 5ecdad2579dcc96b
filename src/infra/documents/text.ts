/** Text by its encoding: what can be read as text is text, whatever markup or code it holds. */
import type { FileHandle } from 'node:fs/promises';
import type { NoticeCode } from '#domain/files/notices.ts';
import type { Finding } from './finding.ts';
import { isBinaryControl } from './text-controls.ts';

const chunkBytes = 256 * 1024;

const utf16Marks = { 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff] } as const;

export async function inspectText(file: FileHandle): Promise<Finding> {
  const encoding = await encodingOf(file);
  if (!encoding) return { is: 'other', name: 'BIN' };
  const notices: NoticeCode[] = (await hasFormulas(file, encoding)) ? ['csv_formulas'] : [];
  return { is: 'document', formats: ['txt', 'csv'], notices };
}

/** Null for what is no text. An eight-bit code page is told from bytes by having no controls. */
async function encodingOf(file: FileHandle): Promise<string | null> {
  const mark = Buffer.alloc(2);
  await file.read(mark, 0, 2, 0);
  for (const [encoding, bytes] of Object.entries(utf16Marks)) {
    if (mark[0] === bytes[0] && mark[1] === bytes[1]) {
      return (await decodes(file, encoding)) ? encoding : null;
    }
  }
  for await (const chunk of chunksOf(file)) {
    if (chunk.some(isBinaryControl)) return null;
  }
  return (await decodes(file, 'utf-8')) ? 'utf-8' : 'windows-1252';
}

async function decodes(file: FileHandle, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunksOf(file)) {
      // A wide character may be a control as well.
      if (hasBinaryControl(decoder.decode(chunk, { stream: true }))) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function hasBinaryControl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (isBinaryControl(text.charCodeAt(index))) return true;
  }
  return false;
}

/**
 * A cell that begins with =, @, or with a sign and no number. Only told of, so the cells are found
 * without knowing the delimiter; it makes a difference where the file is a table.
 */
const formula = /(?:^|[,;\t\n\r])\s{0,8}"?\s{0,8}(?:[=@]|[+-](?!\s*[\d.,]))(?=\S)/;

async function hasFormulas(file: FileHandle, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for await (const chunk of chunksOf(file)) {
    const text = rest + decoder.decode(chunk, { stream: true });
    if (formula.test(text)) return true;
    // A cell may begin in one chunk and go on in the next; a newline stands for what came before.
    rest = text.slice(-20);
    if (rest.length < text.length && !/^[,;\t\n\r]/.test(rest)) rest = `.${rest}`;
  }
  return false;
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(chunkBytes);
  let position = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
