/** What the main streams of old Office files say, by the records of [MS-DOC], [MS-XLS] and [MS-PPT]. */
import type { NoticeCode } from '#domain/files/notices.ts';
import { damaged, tooComplex } from './finding.ts';
import { spellsDde } from './word-fields.ts';

const wordMagic = 0xa5ec;
const wordEncrypted = 0x0100;
/** Behind the mark with which a field begins, up to the one behind its instruction or a field within it. */
// oxlint-disable-next-line no-control-regex -- those marks are some
const [dde, quote] = [/\x13\s{0,20}"?DDE/i, /\x13\s{0,20}QUOTE[^\x13-\x15]{9,}/gi];

export function noticesInWordText(stream: Buffer): NoticeCode[] {
  if (stream.length < 12 || stream.readUInt16LE(0) !== wordMagic) throw damaged('no Word text');
  if ((stream.readUInt16LE(10) & wordEncrypted) !== 0) return ['encrypted_office'];
  // In one byte a character or in two: without its empty bytes it is the same.
  const text = stream.toString('latin1').replaceAll('\0', '');
  const spells = text.matchAll(quote).some(([field]) => spellsDde(field));
  return spells || dde.test(text) ? ['dde'] : [];
}

const xls = { beginning: 0x0809, filePass: 0x2f, sheet: 0x85, externalBook: 0x01ae } as const;
const sheetTypes = { macros: 1, vba: 6 };
/** Between the program and the topic of a link by DDE or OLE. */
const linkSeparator = 3;
const maxRecords = 4_000_000;

export function noticesInWorkbook(stream: Buffer): Set<NoticeCode> {
  const notices = new Set<NoticeCode>();
  if (stream.length < 4 || (stream.readUInt16LE(0) & 0xff) !== (xls.beginning & 0xff)) {
    throw damaged('no workbook');
  }
  let at = 0;
  for (let count = 0; at + 4 <= stream.length; count += 1) {
    if (count > maxRecords) throw tooComplex('too many records');
    const type = stream.readUInt16LE(at);
    const data = stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2));
    at += 4 + data.length;
    if (type === xls.filePass) notices.add('encrypted_office');
    const sheetType = type === xls.sheet ? data[5] : undefined;
    if (sheetType === sheetTypes.macros || sheetType === sheetTypes.vba) notices.add('macros');
    if (type === xls.externalBook && data.length > 4 && data.subarray(4).includes(linkSeparator)) {
      notices.add('dde');
    }
  }
  return notices;
}

const ppt = {
  vbaInfoAtom: 0x0400,
  control: 0x0fee,
  linkedObject: 0x0fce,
  embeddedObject: 0x0fcc,
  storedObject: 0x1011,
  encryption: 0x2f14,
} as const;
const container = 0x0f;
const encryptedUser = 0xf3d1c4df;

export function noticesInPresentation(stream: Buffer, currentUser: Buffer | null): Set<NoticeCode> {
  const notices = new Set<NoticeCode>();
  if (currentUser && currentUser.length >= 16 && currentUser.readUInt32LE(12) === encryptedUser) {
    notices.add('encrypted_office');
  }
  let at = 0;
  for (let count = 0; at + 8 <= stream.length; count += 1) {
    if (count > maxRecords) throw tooComplex('too many records');
    const isContainer = (stream.readUInt16LE(at) & 0x0f) === container;
    const type = stream.readUInt16LE(at + 2);
    const length = stream.readUInt32LE(at + 4);
    if (type === ppt.encryption) notices.add('encrypted_office');
    if (
      type === ppt.vbaInfoAtom &&
      at + 16 <= stream.length &&
      stream.readUInt32LE(at + 12) !== 0
    ) {
      notices.add('macros');
    }
    if (objectRecords.has(type)) notices.add('embedded_object');
    // What a container holds comes next; anything else is passed over whole.
    at += isContainer ? 8 : 8 + length;
  }
  return notices;
}

const objectRecords = new Set<number>([
  ppt.control,
  ppt.linkedObject,
  ppt.embeddedObject,
  ppt.storedObject,
]);
