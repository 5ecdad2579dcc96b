import { fileTypeFromBuffer } from 'file-type';
import { type ImageFormatName, imageFormatOf } from '#domain/files/file.formats.ts';

/** As many first bytes as decide every type that is known. */
export const decidingBytes = 4_100;

export interface FoundType {
  /** Null where the content is none of the pictures that are taken. */
  format: ImageFormatName | null;
  /** For people: `PDF`, `MP4`, or null where nothing was recognized. */
  name: string | null;
}

/** What a file is, by its first bytes alone. */
export async function findType(head: Uint8Array): Promise<FoundType> {
  const type = await fileTypeFromBuffer(head);
  return {
    format: type ? imageFormatOf(type.mime) : null,
    name: type?.ext.toUpperCase() ?? null,
  };
}
