/**
 * What a stored file is, by its content alone, and what in it may do harm. Each reader looks at the
 * structure of its format with limits of its own; none trusts a size or an offset that it reads.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { decidingBytes } from '../images/image-type.ts';
import { compoundFileSignature, readCompoundFile } from './compound-file.ts';
import { type Finding, UnacceptableDocument } from './finding.ts';
import { inspectOldOffice } from './old-office.ts';
import { inspectOpenXml } from './open-xml.ts';
import { inspectPdf } from './pdf.ts';
import { inspectText } from './text.ts';

/** Written in letters, and yet no text for people: what opens them carries them out. */
const programsAsText = new Set(['rtf', 'ps', 'eps', 'ai']);
const pdfSignature = Buffer.from('%PDF-');
const zipSignature = Buffer.from('PK\u0003\u0004');

/** A document that is broken or too complex is a finding; what is thrown is the disk's. */
export async function inspectDocument(path: string): Promise<Finding> {
  await using file = await open(path);
  try {
    return await inspect(file);
  } catch (error) {
    if (error instanceof UnacceptableDocument) return { is: 'unacceptable', code: error.code };
    throw error;
  }
}

async function inspect(file: FileHandle): Promise<Finding> {
  const { size: sizeBytes } = await file.stat();
  const head = Buffer.alloc(Math.min(decidingBytes, sizeBytes));
  await file.read(head, 0, head.length, 0);
  if (head.indexOf(pdfSignature) === 0) return inspectPdf(file, sizeBytes);
  if (head.indexOf(compoundFileSignature) === 0) {
    return inspectOldOffice(await readCompoundFile(file, sizeBytes));
  }
  if (head.indexOf(zipSignature) === 0) return inspectOpenXml(file, sizeBytes);
  const type = await fileTypeFromBuffer(head);
  if (type && programsAsText.has(type.ext)) return { is: 'other', name: type.ext.toUpperCase() };
  // Markup is text: whoever is given it gets it as text. And a few letters at the beginning, as in "BMI;age", make
  // no picture of a table: what has nothing but text in it is text.
  const text = await inspectText(file);
  return text.is === 'other' && type ? { ...text, name: type.ext.toUpperCase() } : text;
}
