/** Looks at a file's content as it streams by: what it is, and how a picture is built. */
import {
  claimsImage,
  contradicts,
  type Declared,
  type ImageFormatName,
} from '#domain/files/file.formats.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { decidingBytes, type FoundType, findType } from '#infra/images/image-type.ts';
import {
  BrokenStructureError,
  type ImageStructure,
  type StructureWalk,
} from '#infra/images/structure/walk.ts';
import { walkStructure } from '#infra/images/structure/walkers.ts';

export interface InspectedContent {
  format: ImageFormatName;
  structure: ImageStructure;
}

export class ContentInspector {
  readonly #declared: Declared;
  readonly #formats: readonly string[];
  #head = Buffer.alloc(0);
  #format: ImageFormatName | null = null;
  #walk: StructureWalk | null = null;
  #isBroken = false;

  constructor(declared: Declared, formats: readonly string[]) {
    this.#declared = declared;
    this.#formats = formats;
  }

  /** Refuses as soon as the first bytes say that this is nothing that is taken. */
  async push(chunk: Buffer): Promise<Result<null>> {
    if (this.#walk) {
      this.#look(this.#walk, chunk);
      return accept(null);
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    return this.#head.length < decidingBytes ? accept(null) : this.#decide();
  }

  async end(): Promise<Result<InspectedContent>> {
    const decided = this.#walk ? accept(null) : await this.#decide();
    if (!decided.ok) return decided;
    if (!this.#format || !this.#walk || this.#isBroken) return refuse('file.corrupt');
    return accept({ format: this.#format, structure: this.#walk.structure });
  }

  async #decide(): Promise<Result<null>> {
    const judged = judgeType(await findType(this.#head), this.#declared, this.#formats);
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
}

function judgeType(
  found: FoundType,
  declared: Declared,
  formats: readonly string[],
): Result<ImageFormatName> {
  const contradiction = found.format ? contradicts(declared, found.format) : claimsImage(declared);
  if (contradiction) return refuse('file.type_mismatch', { params: { found: found.name } });
  if (found.format && formats.includes(found.format)) return accept(found.format);
  const names = formats.map((format) => format.toUpperCase()).join(', ');
  return refuse('file.type_not_accepted', { params: { formats: names } });
}
