import type { DocumentFormatName } from '#domain/files/document.formats.ts';
import type { NoticeCode } from '#domain/files/notices.ts';

/** What a document's content was found to be. */
export type Finding =
  | {
      is: 'document';
      /** One, or several where the content can't tell them apart: then the name may choose. */
      formats: readonly DocumentFormatName[];
      notices: readonly NoticeCode[];
    }
  /** Something that is not taken, by a short name for people of any language: `MSI`, `ZIP`. */
  | { is: 'other'; name: string }
  /** Of a type that is taken, but broken, or more than is looked into. */
  | { is: 'unacceptable'; code: 'file.corrupt' | 'file.too_complex' };

/** Thrown by the readers of a format; what they were reading is no document to be kept. */
export class UnacceptableDocument extends Error {
  override readonly name = 'UnacceptableDocument';
  readonly code: 'file.corrupt' | 'file.too_complex';

  constructor(code: 'file.corrupt' | 'file.too_complex', what: string, options?: ErrorOptions) {
    super(what, options);
    this.code = code;
  }
}

/** Not as its format says it has to be; `what` is for the log. */
export function damaged(what: string, cause?: unknown): UnacceptableDocument {
  return new UnacceptableDocument('file.corrupt', what, { cause });
}

/** It would take more to look into than a document of people does. */
export function tooComplex(what: string): UnacceptableDocument {
  return new UnacceptableDocument('file.too_complex', what);
}
