/** Word, Excel and PowerPoint before 2007: told apart by their streams, looked into by their records. */
import type { DocumentFormatName } from '#domain/files/document.formats.ts';
import type { NoticeCode } from '#domain/files/notices.ts';
import type { CompoundEntry, CompoundFile } from './compound-file.ts';
import type { Finding } from './finding.ts';
import {
  noticesInPresentation,
  noticesInWordText,
  noticesInWorkbook,
} from './old-office-records.ts';

/** Installers, patches and transforms of Windows, by the class of their root. */
const installerClass = /^000c108[246]-0000-0000-c000-000000000046$/;
/** More of one stream is not looked at; uploads are smaller. */
const maxStreamBytes = 64 * 1024 * 1024;
const newFormats: readonly DocumentFormatName[] = ['docx', 'xlsx', 'pptx'];

export async function inspectOldOffice(file: CompoundFile): Promise<Finding> {
  if (installerClass.test(file.classId)) return { is: 'other', name: 'MSI' };
  const top = (wanted: string) =>
    file.entries.find(
      ({ folders, name, isStream }) =>
        isStream && folders.length === 0 && name.toLowerCase() === wanted.toLowerCase(),
    );
  if (top('__properties_version1.0')) return { is: 'other', name: 'MSG' };
  if (top('EncryptedPackage')) {
    return { is: 'document', formats: newFormats, notices: ['encrypted_office'] };
  }
  const main = (entry: CompoundEntry) => file.read(entry, maxStreamBytes);
  const found = new Set<NoticeCode>(noticesInEntries(file.entries));
  const tell = (format: DocumentFormatName, notices: Iterable<NoticeCode>): Finding => {
    for (const notice of notices) found.add(notice);
    return { is: 'document', formats: [format], notices: [...found] };
  };
  const word = top('WordDocument');
  if (word) return tell('doc', noticesInWordText(await main(word)));
  // One of Excel 5 may be beside one of today's; which of them is opened is not ours to choose.
  const workbooks = [top('Workbook'), top('Book')].filter((entry) => entry !== undefined);
  if (workbooks.length > 0) {
    const streams = await Promise.all(workbooks.map(main));
    return tell(
      'xls',
      streams.flatMap((stream) => [...noticesInWorkbook(stream)]),
    );
  }
  const slides = top('PowerPoint Document');
  if (slides) {
    const user = top('Current User');
    return tell('ppt', noticesInPresentation(await main(slides), user ? await main(user) : null));
  }
  return { is: 'other', name: 'CFB' };
}

/** In small letters: names are compared without their case. */
const macroFolders = new Set(['macros', '_vba_project_cur', 'vba']);
/** What a stored object of another program has beside it. */
const objectStreams = new Set(['\u0001ole10native', '\u0001compobj', '\u0001ole', '\u0003objinfo']);
/** What is in the clear of a document that is encrypted otherwise, and what has it that only some may read. */
const encryptedStreams = new Set(['encryptedsummary', '\u0009drmcontent']);

function* noticesInEntries(entries: readonly CompoundEntry[]): Iterable<NoticeCode> {
  for (const { folders, name: written, isStream } of entries) {
    const name = written.toLowerCase();
    if ((!isStream && macroFolders.has(name)) || name === '_vba_project') yield 'macros';
    // At the root the same names describe the document itself.
    if (isStream && objectStreams.has(name) && folders.length > 0) yield 'embedded_object';
    if (isStream && name === '\u0001ole10native') yield 'embedded_object';
    if (encryptedStreams.has(name)) yield 'encrypted_office';
  }
}
