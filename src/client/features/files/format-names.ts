import type { FileFormat } from '#domain/files/file.format.ts';
import { fileFormats, type FileFormatName, formatStoredAs } from '#domain/files/file.formats.ts';

/** As people call them: the old and the new Word are both Word. */
const names: Record<FileFormatName, string> = {
  jpeg: 'JPEG',
  png: 'PNG',
  gif: 'GIF',
  webp: 'WebP',
  pdf: 'PDF',
  doc: 'Word',
  docx: 'Word',
  xls: 'Excel',
  xlsx: 'Excel',
  ppt: 'PowerPoint',
  pptx: 'PowerPoint',
  txt: 'TXT',
  csv: 'CSV',
};

/** What a file is of, in one word of every language. */
export function formatNameOf(file: { mime_type: string; verdict: { found: string } }): string {
  const format = formatStoredAs(file.mime_type);
  return format ? names[format] : file.verdict.found;
}

/** `JPEG, PNG or GIF`, in the reader's language. */
export function formatNames(formats: readonly FileFormatName[], locale: string): string {
  const distinct = [...new Set(formats.map((format) => names[format]))];
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(distinct);
}

/** What an `<input type="file">` lets one choose. */
export function acceptOf(formats: readonly FileFormatName[]): string {
  return formats
    .flatMap((format) => {
      const { mimeType, extensions }: FileFormat = fileFormats[format];
      return [mimeType, ...extensions.map((extension) => `.${extension}`)];
    })
    .join(',');
}
