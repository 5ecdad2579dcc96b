/**
 * Word, Excel and PowerPoint since 2007: a zip of XML parts. What the file is says the content type
 * of its main part; what in it may do harm say its parts, their relationships and a few texts.
 */
import type { FileHandle } from 'node:fs/promises';
import type { DocumentFormatName } from '#domain/files/document.formats.ts';
import type { NoticeCode } from '#domain/files/notices.ts';
import { damaged, type Finding, tooComplex } from './finding.ts';
import { fieldsStartPrograms } from './word-fields.ts';
import { attributesOf, elementsOf, MarkupReader, nameOf } from './xml-markup.ts';
import { ZipParts } from './zip-parts.ts';

/** `[Content_Types].xml` and relationships are lists of some hundred lines. */
const maxListCharacters = 4_000_000;

const mainTypes: readonly [RegExp, DocumentFormatName][] = [
  [
    /wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macroenabled/,
    'docx',
  ],
  [/spreadsheetml\.(sheet|template)\.main|ms-excel\.(sheet|template)\.macroenabled/, 'xlsx'],
  [
    /presentationml\.(presentation|slideshow|template)\.main|ms-powerpoint\.(presentation|slideshow|template)\.macroenabled/,
    'pptx',
  ],
];

export async function inspectOpenXml(file: FileHandle, sizeBytes: number): Promise<Finding> {
  const parts = await ZipParts.open(file, sizeBytes);
  if (!parts.names.includes('[content_types].xml'))
    return { is: 'other', name: await otherZip(parts) };
  const types = await contentTypes(parts);
  const mainType = types.get(await mainPart(parts)) ?? '';
  const format = mainTypes.find(([type]) => type.test(mainType))?.[1];
  // The binary workbook has no XML that could be looked into.
  if (!format || mainType.includes('binary')) return { is: 'other', name: 'ZIP' };
  const notices = new Set<NoticeCode>();
  for (const type of types.values()) for (const notice of noticesOfType(type)) notices.add(notice);
  for (const name of parts.names) {
    for (const notice of noticesOfName(name)) notices.add(notice);
    if (name.endsWith('.rels')) {
      for (const notice of await noticesOfRelationships(parts, name)) notices.add(notice);
    }
  }
  if (await startsPrograms(parts, types, format)) notices.add('dde');
  return { is: 'document', formats: [format], notices: [...notices] };
}

async function otherZip(parts: ZipParts): Promise<string> {
  const mimeType = (await wholeText(parts, 'mimetype')).trim();
  const openDocument = /opendocument\.(text|spreadsheet|presentation)/.exec(mimeType)?.[1] ?? '';
  return { text: 'ODT', spreadsheet: 'ODS', presentation: 'ODP' }[openDocument] ?? 'ZIP';
}

async function wholeText(parts: ZipParts, name: string): Promise<string> {
  let text = '';
  for await (const piece of parts.text(name)) {
    text += piece;
    if (text.length > maxListCharacters) throw tooComplex('a list too long');
  }
  return text;
}

/** The type of each part that has one of its own, then of each part by its ending. */
async function contentTypes(parts: ZipParts): Promise<Map<string, string>> {
  const text = await wholeText(parts, '[content_types].xml');
  const byEnding = new Map<string, string>();
  const types = new Map<string, string>();
  for (const tag of elementsOf(text, 'Default')) {
    const { Extension: ending = '', ContentType: type = '' } = attributesOf(tag);
    byEnding.set(ending.toLowerCase(), type.toLowerCase());
  }
  for (const name of parts.names) {
    const type = byEnding.get(name.slice(name.lastIndexOf('.') + 1));
    if (type) types.set(name, type);
  }
  for (const tag of elementsOf(text, 'Override')) {
    const { PartName: part = '', ContentType: type = '' } = attributesOf(tag);
    types.set(part.replace(/^\/+/, '').toLowerCase(), type.toLowerCase());
  }
  return types;
}

async function mainPart(parts: ZipParts): Promise<string> {
  for (const tag of elementsOf(await wholeText(parts, '_rels/.rels'), 'Relationship')) {
    const { Type: type = '', Target: target = '' } = attributesOf(tag);
    if (type.endsWith('/officeDocument')) return target.replace(/^\/+/, '').toLowerCase();
  }
  throw damaged('no main part');
}

function* noticesOfType(type: string): Iterable<NoticeCode> {
  if (/macroenabled|vbaproject|macrosheet/.test(type)) yield 'macros';
  // As a part it brings objects of its own, which nobody here looks into.
  if (/oleobject|activex|\/rtf$/.test(type)) yield 'embedded_object';
}

function* noticesOfName(name: string): Iterable<NoticeCode> {
  if (/(^|\/)vbaproject\.bin$|^xl\/(macrosheets|intlmacrosheets|dialogsheets)\//.test(name))
    yield 'macros';
  if (/\/embeddings\/[^/]*\.bin$|\/activex\//.test(name)) yield 'embedded_object';
  else if (name.includes('/embeddings/')) yield 'embedded_files';
}

async function noticesOfRelationships(parts: ZipParts, name: string): Promise<NoticeCode[]> {
  const found: NoticeCode[] = [];
  for (const tag of elementsOf(await wholeText(parts, name), 'Relationship')) {
    const { Type: type = '', TargetMode: mode = '' } = attributesOf(tag);
    const kind = type.slice(type.lastIndexOf('/') + 1);
    const notice = kinds[kind];
    if (notice) found.push(notice);
    if (mode.toLowerCase() === 'external') found.push(externalKinds[kind] ?? 'external_links');
  }
  return found;
}

/** Whatever the part is called, and wherever it is. */
const kinds: Record<string, NoticeCode> = {
  oleObject: 'embedded_object',
  control: 'embedded_object',
  vbaProject: 'macros',
  package: 'embedded_files',
  aFChunk: 'embedded_files',
};

const externalKinds: Record<string, NoticeCode> = {
  attachedTemplate: 'external_template',
  frame: 'external_template',
  subDocument: 'external_template',
  aFChunk: 'external_template',
  hyperlink: 'hyperlinks',
};

/** What a part is says its type; a name is only what is usual. */
async function startsPrograms(
  parts: ZipParts,
  types: ReadonlyMap<string, string>,
  format: DocumentFormatName,
): Promise<boolean> {
  for (const name of parts.names) {
    const type = types.get(name) ?? '';
    // A drawing or a page within it has no fields, and is written by other rules.
    const isOther = type.startsWith('image/') || type === 'application/xhtml+xml';
    const isXml = !isOther && (name.endsWith('.xml') || type.endsWith('xml'));
    if (format === 'docx' && isXml && (await fieldsStartPrograms(parts.text(name)))) return true;
    const isLink = name.startsWith('xl/externallinks/') || type.includes('.externallink');
    if (format === 'xlsx' && isXml && isLink && (await linksToProgram(parts, name))) return true;
  }
  return false;
}

async function linksToProgram(parts: ZipParts, name: string): Promise<boolean> {
  const reader = new MarkupReader();
  for await (const piece of parts.text(name)) {
    for (const markup of reader.push(piece)) {
      if ('tag' in markup && nameOf(markup.tag) === 'ddeLink') return true;
    }
  }
  return false;
}
