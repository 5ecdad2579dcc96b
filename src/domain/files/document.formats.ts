/** The documents that are taken, and what their names and declared types may be. */
import type { FileFormat } from './file.format.ts';

const openXml = 'application/vnd.openxmlformats-officedocument';

export const documentFormats = {
  pdf: {
    mimeType: 'application/pdf',
    extension: 'pdf',
    extensions: ['pdf'],
    declaredAs: ['application/pdf', 'application/x-pdf'],
    found: 'PDF',
  },
  doc: {
    mimeType: 'application/msword',
    extension: 'doc',
    extensions: ['doc'],
    declaredAs: ['application/msword'],
    found: 'Word 97–2003',
  },
  docx: {
    mimeType: `${openXml}.wordprocessingml.document`,
    extension: 'docx',
    extensions: ['docx'],
    declaredAs: [`${openXml}.wordprocessingml.document`],
    found: 'Word',
  },
  xls: {
    mimeType: 'application/vnd.ms-excel',
    extension: 'xls',
    extensions: ['xls'],
    declaredAs: ['application/vnd.ms-excel', 'application/msexcel'],
    found: 'Excel 97–2003',
  },
  xlsx: {
    mimeType: `${openXml}.spreadsheetml.sheet`,
    extension: 'xlsx',
    extensions: ['xlsx'],
    declaredAs: [`${openXml}.spreadsheetml.sheet`],
    found: 'Excel',
  },
  ppt: {
    mimeType: 'application/vnd.ms-powerpoint',
    extension: 'ppt',
    extensions: ['ppt'],
    declaredAs: ['application/vnd.ms-powerpoint', 'application/mspowerpoint'],
    found: 'PowerPoint 97–2003',
  },
  pptx: {
    mimeType: `${openXml}.presentationml.presentation`,
    extension: 'pptx',
    extensions: ['pptx'],
    declaredAs: [`${openXml}.presentationml.presentation`],
    found: 'PowerPoint',
  },
  txt: {
    mimeType: 'text/plain',
    extension: 'txt',
    extensions: ['txt', 'text'],
    declaredAs: ['text/plain'],
    found: 'text',
  },
  csv: {
    mimeType: 'text/csv',
    extension: 'csv',
    extensions: ['csv'],
    // Browsers on Windows take a .csv's type from the spreadsheet program that is installed.
    declaredAs: ['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain'],
    found: 'CSV',
  },
} as const satisfies Record<string, FileFormat>;

export type DocumentFormatName = keyof typeof documentFormats;
