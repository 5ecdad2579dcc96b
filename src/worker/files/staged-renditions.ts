import { v7 as uuidv7 } from 'uuid';
import type { Renditions } from '#domain/files/file.decider.ts';
import { type ImageFormatName, imageFormats } from '#domain/files/file.formats.ts';
import { originalKey, renditionKey } from '#infra/storage/storage-key.ts';
import type { StagedFile, Storage } from '#infra/storage/storage.ts';
import { pictureName, renditionNames } from './renditions.ts';
import type { MadeRendition } from './workshop/messages.ts';

/** Files for what will be made of a picture. Disposing of them removes those that were not committed. */
export class StagedRenditions implements AsyncDisposable {
  readonly #storage: Storage;
  readonly #format: ImageFormatName;
  readonly #staged: ReadonlyMap<string, StagedFile>;
  readonly #disposal: AsyncDisposableStack;

  private constructor(
    storage: Storage,
    format: ImageFormatName,
    staged: ReadonlyMap<string, StagedFile>,
    disposal: AsyncDisposableStack,
  ) {
    this.#storage = storage;
    this.#format = format;
    this.#staged = staged;
    this.#disposal = disposal;
  }

  static async open(storage: Storage, format: ImageFormatName): Promise<StagedRenditions> {
    await using opening = new AsyncDisposableStack();
    const staged = new Map<string, StagedFile>();
    for (const name of renditionNames) staged.set(name, opening.use(await storage.stage()));
    return new StagedRenditions(storage, format, staged, opening.move());
  }

  /** Where each of them is to be written. */
  get targets(): Record<string, string> {
    return Object.fromEntries([...this.#staged].map(([name, { path }]) => [name, path]));
  }

  /** Under names that were never used before: only then it is asked whether the same is there already. */
  async commit(made: readonly MadeRendition[]): Promise<Renditions> {
    const { mimeType, extension } = imageFormats[this.#format];
    const key = originalKey(uuidv7(), extension, new Date());
    const entries = await Promise.all(
      made.map(async (rendition) => {
        const isPicture = rendition.name === pictureName;
        const suffix = isPicture ? extension : imageFormats.webp.extension;
        const storageKey = renditionKey(key, rendition.name, suffix);
        const staged = this.#staged.get(rendition.name);
        if (!staged) throw new Error(`no file was staged for ${rendition.name}`);
        await staged.finish();
        await this.#storage.commit(staged, storageKey);
        return { ...rendition, storageKey };
      }),
    );
    const picture = entries.find(({ name }) => name === pictureName);
    if (!picture) throw new Error('no picture was made');
    const { name: _, ...given } = picture;
    // Smallest first, as people list them.
    const thumbnails = entries.filter((entry) => entry !== picture).reverse();
    return { ...given, mimeType, thumbnails };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#disposal.disposeAsync();
  }
}
