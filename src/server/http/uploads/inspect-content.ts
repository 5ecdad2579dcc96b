/**
 * Looks at a file's content as it streams by: what it is, and how a picture is built. What may be a
 * document is told by its whole content, once it is there.
 */
import {
  claims,
  claimsAnything,
  contradicts,
  type Declared,
  type FileFormatName,
  type ImageFormatName,
} from '#domain/files/file.formats.ts';
import { documentFormats, type DocumentFormatName } from '#domain/files/document.formats.ts';
import { typeNotAccepted } from '#domain/files/intake.ts';
import type { NoticeCode } from '#domain/files/notices.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Finding } from '#infra/documents/finding.ts';
import { inspectInThread } from '#infra/documents/inspect-in-thread.ts';
import { decidingBytes, type FoundType, findType } from '#infra/images/image-type.ts';
import {
  BrokenStructureError,
  type ImageStructure,
  type StructureWalk,
} from '#infra/images/structure/walk.ts';
import { walkStructure } from '#infra/images/structure/walkers.ts';

export type InspectedContent =
  | { fileType: 'image'; format: ImageFormatName; structure: ImageStructure }
  | { fileType: 'document'; format: DocumentFormatName; notices: readonly NoticeCode[] };

export class ContentInspector {
  readonly #declared: Declared;
  readonly #formats: readonly FileFormatName[];
  #head = Buffer.alloc(0);
  #mayBeDocument = false;
  /** By its beginning: of text it knows more kinds than documents have. */
  #beginsAs = '';
  #format: ImageFormatName | null = null;
  #walk: StructureWalk | null = null;
  #isBroken = false;

  constructor(declared: Declared, formats: readonly FileFormatName[]) {
    this.#declared = declared;
    this.#formats = formats;
  }

  /** Refuses as soon as the first bytes say that this is nothing that is taken. */
  async push(chunk: Buffer): Promise<Result<null>> {
    if (this.#mayBeDocument) return accept(null);
    if (this.#walk) {
      this.#look(this.#walk, chunk);
      return accept(null);
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    return this.#head.length < decidingBytes ? accept(null) : this.#decide();
  }

  /** @param path where all of it is now. */
  async end(path: string): Promise<Result<InspectedContent>> {
    const decided = this.#walk || this.#mayBeDocument ? accept(null) : await this.#decide();
    if (!decided.ok) return decided;
    if (this.#mayBeDocument) return this.#judgeDocument(await inspectInThread(path));
    if (!this.#format || !this.#walk || this.#isBroken) return refuse('file.corrupt');
    const { structure } = this.#walk;
    return accept({ fileType: 'image', format: this.#format, structure });
  }

  async #decide(): Promise<Result<null>> {
    const found = await findType(this.#head);
    if (!found.format && found.mayBeDocument && this.#formats.some(isDocumentFormat)) {
      this.#mayBeDocument = true;
      this.#beginsAs = found.name;
      return accept(null);
    }
    const judged = this.#judgeImage(found);
    if (!judged.ok) return judged;
    this.#format = judged.value;
    this.#walk = walkStructure(judged.value);
    this.#look(this.#walk, this.#head);
    this.#head = Buffer.alloc(0);
    return accept(null);
  }

  /** Once it is known to be broken the rest need not be looked at. */
  #look(walk: StructureWalk, bytes: Buffer): void {
    if (this.#isBroken) return;
    try {
      walk.push(bytes);
    } catch (error) {
      if (!(error instanceof BrokenStructureError)) throw error;
      this.#isBroken = true;
    }
  }

  #judgeImage({ format, name }: FoundType): Result<ImageFormatName> {
    if (!format) return this.#notTaken(name);
    if (contradicts(this.#declared, format)) return mismatch(name);
    return this.#formats.includes(format) ? accept(format) : this.#notTaken(name);
  }

  #judgeDocument(finding: Finding): Result<InspectedContent> {
    if (finding.is === 'other') return this.#notTaken(finding.name);
    if (this.#claimsOther()) return typeNotAccepted(this.#formats);
    if (finding.is === 'unacceptable') return refuse(finding.code);
    const format = finding.formats.find((one) => !contradicts(this.#declared, one));
    if (!format) {
      const [likely = 'txt'] = finding.formats;
      return mismatch(likely === 'txt' ? this.#beginsAs : documentFormats[likely].found);
    }
    if (!this.#formats.includes(format)) return this.#notTaken(documentFormats[format].found);
    // A formula is one where a table program reads it.
    const notices = finding.notices.filter((code) => code !== 'csv_formulas' || format === 'csv');
    return accept({ fileType: 'document', format, notices });
  }

  /** What it says of itself is nothing that is taken: then it does not matter what is in it. */
  #claimsOther(): boolean {
    return claimsAnything(this.#declared) && !claims(this.#declared, this.#formats);
  }

  #notTaken(foundName: string): Result<never> {
    if (claims(this.#declared, this.#formats)) return mismatch(foundName);
    return typeNotAccepted(this.#formats);
  }
}

function mismatch(foundName: string): Result<never> {
  return refuse('file.type_mismatch', { params: { found: foundName } });
}

function isDocumentFormat(format: FileFormatName): boolean {
  return format in documentFormats;
}
