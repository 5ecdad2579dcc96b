/** The formats that are taken, and what their names and declared types may be. */
import { documentFormats } from './document.formats.ts';
import type { FileFormat } from './file.format.ts';

export const imageFormats = {
  jpeg: {
    mimeType: 'image/jpeg',
    extension: 'jpg',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    declaredAs: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
    found: 'JPEG picture',
  },
  png: {
    mimeType: 'image/png',
    extension: 'png',
    extensions: ['png', 'apng'],
    declaredAs: ['image/png', 'image/x-png', 'image/apng', 'image/vnd.mozilla.apng'],
    found: 'PNG picture',
  },
  gif: {
    mimeType: 'image/gif',
    extension: 'gif',
    extensions: ['gif'],
    declaredAs: ['image/gif'],
    found: 'GIF picture',
  },
  webp: {
    mimeType: 'image/webp',
    extension: 'webp',
    extensions: ['webp'],
    declaredAs: ['image/webp'],
    found: 'WebP picture',
  },
} as const satisfies Record<string, FileFormat>;

export type ImageFormatName = keyof typeof imageFormats;
const imageFormatNames = Object.keys(imageFormats) as ImageFormatName[];

export const fileFormats = { ...imageFormats, ...documentFormats };
export type FileFormatName = keyof typeof fileFormats;

/** Endings that say what a file is; any other (`photo.final`, `IMG.2024`) says nothing. */
const tellingExtensions = new Set([
  ...Object.values<FileFormat>(fileFormats).flatMap(({ extensions }) => [...extensions]),
  ...'avif bmp heic heif ico jxl psd svg tif tiff'.split(' '),
  ...'csv doc docm docx html htm odp ods odt pdf ppt pptm pptx rtf txt xls xlsm xlsx xml'.split(
    ' ',
  ),
  ...'7z bat bin cmd com dll exe gz iso jar js json mjs msi php ps1 py rar sh tar wasm zip'.split(
    ' ',
  ),
  ...'avi flac m4a mkv mov mp3 mp4 ogg wav webm'.split(' '),
]);

/**
 * Types that a client sends when it does not know; `text/plain` is also what a part without a type
 * counts as (RFC 7578), and many scripts send none.
 */
const sayingNothing = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'text/plain',
]);

/** What a name and a declared type say of themselves, as far as they say anything. */
export interface Declared {
  name: string;
  mimeType: string;
}

function extensionOf(name: string): string | null {
  // As people read it: a joiner behind the letters makes no other ending of them.
  const read = name.replaceAll(/\p{Cf}/gu, '');
  const ending = /\.([^.]+)$/.exec(read)?.[1]?.toLowerCase() ?? '';
  return tellingExtensions.has(ending) ? ending : null;
}

function typeOf(mimeType: string): string | null {
  const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  return sayingNothing.has(type) ? null : type;
}

/** Whether a name or type claims something else than the format that the content is of. */
export function contradicts(declared: Declared, format: FileFormatName): boolean {
  const { extensions, declaredAs }: FileFormat = fileFormats[format];
  const extension = extensionOf(declared.name);
  const type = typeOf(declared.mimeType);
  return (
    (extension !== null && !extensions.includes(extension)) ||
    (type !== null && !declaredAs.includes(type))
  );
}

/** Whether a name or type says at all what the file is. */
export function claimsAnything(declared: Declared): boolean {
  return extensionOf(declared.name) !== null || typeOf(declared.mimeType) !== null;
}

/** Whether a name or type claims one of these formats, whatever the content is. */
export function claims(declared: Declared, formats: readonly FileFormatName[]): boolean {
  const extension = extensionOf(declared.name);
  const type = typeOf(declared.mimeType);
  return formats.some((format) => {
    const { extensions, declaredAs }: FileFormat = fileFormats[format];
    return (
      (extension !== null && extensions.includes(extension)) ||
      (type !== null && declaredAs.includes(type))
    );
  });
}

export function imageFormatOf(mimeType: string): ImageFormatName | null {
  const name = imageFormatNames.find((format) =>
    (imageFormats[format] as FileFormat).declaredAs.includes(mimeType),
  );
  return name ?? null;
}

/** By the type that a file was stored with. */
export function formatStoredAs(mimeType: string): FileFormatName | null {
  const names = Object.keys(fileFormats) as FileFormatName[];
  return names.find((name) => fileFormats[name].mimeType === mimeType) ?? null;
}

/** The name under which bytes of this type are given out: of a picture others are made, under its name. */
export function nameGivenOut(name: string, mimeType: string): string {
  const format = formatStoredAs(mimeType);
  if (!format || !contradicts({ name, mimeType: '' }, format)) return name;
  return `${name.slice(0, name.lastIndexOf('.'))}.${fileFormats[format].extension}`;
}
