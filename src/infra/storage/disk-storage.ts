/**
 * Storage in a folder: objects in `<root>/YYYY/MM/`, what is being received in `<root>/tmp/`, parts of
 * what comes in several requests in `<root>/parts/`. All are on one file system, so a rename moves a file there whole or not at all; the file and then
 * its folder are synced, so that what a row names is there after a power cut too. What is thrown
 * away lies in `<root>/trash/YYYY/MM/` for a while, from where it can be moved back.
 */
import type { Dir } from 'node:fs';
import { mkdir, open, opendir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { DiskStagedFile, folderMode, ifThere, Staging, withRoom } from './staging.ts';
import { checkStorageKey, isPartKey, isStorageKey } from './storage-key.ts';
import type { BorrowedFile, ByteRange, StagedFile, Storage, StoredObject } from './storage.ts';

const markName = '.instance';

export class DiskStorage implements Storage {
  readonly root: string;
  readonly #staging: Staging;
  readonly #trash: string;
  readonly #syncs = new FolderSyncs();

  private constructor(root: string, staging: Staging) {
    this.root = root;
    this.#staging = staging;
    this.#trash = join(root, 'trash');
  }

  get place() {
    return { variable: 'DATA_DIR', name: this.root };
  }

  /** Opens the folder, making it where it is not there yet. */
  static async open(root: string): Promise<DiskStorage> {
    const storage = new DiskStorage(root, await Staging.open(join(root, 'tmp')));
    await mkdir(storage.#trash, { recursive: true, mode: folderMode });
    return storage;
  }

  stage(): Promise<StagedFile> {
    return this.#staging.stage();
  }

  async commit(staged: StagedFile, key: string): Promise<void> {
    if (!(staged instanceof DiskStagedFile)) throw new Error('staged by another storage');
    const path = this.#pathOf(key);
    await staged.finish();
    await withRoom(async () => {
      const isMoved = await ifThere(() => staged.moveTo(path).then(() => true));
      // The first of a month.
      if (!isMoved) {
        await this.#ensureFolder(dirname(path));
        await staged.moveTo(path);
      }
      await this.#syncs.sync(dirname(path));
    });
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await using staged = await this.stage();
    await staged.write(bytes);
    await staged.finish();
    await this.commit(staged, key);
  }

  async open(key: string, range?: ByteRange): Promise<Readable | null> {
    // Opened before anything is answered: a missing file is a 404, not a broken body.
    const handle = await ifThere(() => open(this.#pathOf(key), 'r'));
    return handle?.createReadStream(range) ?? null;
  }

  async borrow(key: string): Promise<BorrowedFile | null> {
    const path = this.#pathOf(key);
    if ((await this.sizeOf(key)) === null) return null;
    return { path, [Symbol.asyncDispose]: () => Promise.resolve() };
  }

  async sizeOf(key: string): Promise<number | null> {
    const found = await ifThere(() => stat(this.#pathOf(key)));
    return found?.size ?? null;
  }

  async delete(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true });
  }

  async trash(key: string): Promise<void> {
    const path = this.#pathOf(key);
    const trashed = join(this.#trash, key);
    await mkdir(dirname(trashed), { recursive: true, mode: folderMode });
    await ifThere(async () => {
      // From now on its age is the time it has been in there.
      await utimes(path, new Date(), new Date());
      await rename(path, trashed);
    });
  }

  async removeTrashedBefore(moment: Date): Promise<number> {
    let removed = 0;
    for await (const object of objectsBelow(this.#trash)) {
      if (object.modifiedAt >= moment) continue;
      await rm(join(this.#trash, object.key), { force: true });
      removed += 1;
    }
    return removed;
  }

  list(): AsyncIterable<StoredObject> {
    return objectsBelow(this.root);
  }

  async *listParts(): AsyncIterable<StoredObject> {
    const folder = await ifThere(() => opendir(join(this.root, 'parts')));
    if (folder) yield* objectsIn(this.root, 'parts', folder, isPartKey);
  }

  removeStagedBefore(moment: Date): Promise<number> {
    return this.#staging.removeBefore(moment);
  }

  space(): Promise<{ free: number; total: number }> {
    return this.#staging.space();
  }

  async owner(): Promise<string | null> {
    const mark = await ifThere(() => readFile(join(this.root, markName), 'utf8'));
    return mark?.trim() ?? null;
  }

  /** Whole or not at all: another process may be at its start too. */
  async setOwner(id: string): Promise<void> {
    await using staged = await this.stage();
    await staged.write(Buffer.from(`${id}\n`));
    await staged.finish();
    await rename(staged.path, join(this.root, markName));
  }

  probe(): Promise<void> {
    return this.#staging.probe();
  }

  #pathOf(key: string): string {
    return join(this.root, checkStorageKey(key));
  }

  /** A new folder is itself an entry that has to survive a power cut. */
  async #ensureFolder(folder: string): Promise<void> {
    const firstMade = await mkdir(folder, { recursive: true, mode: folderMode });
    if (!firstMade) return;
    for (let made = folder; made.length >= firstMade.length; made = dirname(made)) {
      await syncFolder(dirname(made));
    }
  }
}

/** Of a folder one at a time, for all who came before it began; opened once for as long as somebody comes. */
class FolderSyncs {
  readonly #waiting = new Map<string, PromiseWithResolvers<void>[]>();

  sync(folder: string): Promise<void> {
    const synced = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(folder) ?? [];
    waiting.push(synced);
    if (!this.#waiting.has(folder)) {
      this.#waiting.set(folder, waiting);
      void this.#syncFor(waiting, folder);
    }
    return synced.promise;
  }

  async #syncFor(waiting: PromiseWithResolvers<void>[], folder: string): Promise<void> {
    try {
      await using handle = await open(folder, 'r');
      while (waiting.length > 0) await settle(waiting.splice(0), () => handle.sync());
      // Before it is closed: whoever comes now opens it again.
      this.#waiting.delete(folder);
    } catch (error) {
      this.#waiting.delete(folder);
      for (const { reject } of waiting) reject(error);
    }
  }
}

async function settle(
  waiting: readonly PromiseWithResolvers<void>[],
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
    for (const { resolve } of waiting) resolve();
  } catch (error) {
    for (const { reject } of waiting) reject(error);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* objectsBelow(root: string): AsyncIterable<StoredObject> {
  for await (const year of foldersOf(root, /^\d{4}$/)) {
    for await (const month of foldersOf(join(root, year), /^\d{2}$/)) {
      const folder = `${year}/${month}`;
      yield* objectsIn(root, folder, await opendir(join(root, folder)), isStorageKey);
    }
  }
}

async function* objectsIn(
  root: string,
  name: string,
  folder: Dir,
  isKey: (key: string) => boolean,
): AsyncIterable<StoredObject> {
  for await (const entry of folder) {
    const key = `${name}/${entry.name}`;
    if (!entry.isFile() || !isKey(key)) continue;
    const found = await ifThere(() => stat(join(root, key)));
    if (found) yield { key, sizeBytes: found.size, modifiedAt: found.mtime };
  }
}

async function* foldersOf(folder: string, name: RegExp): AsyncIterable<string> {
  for await (const entry of await opendir(folder)) {
    if (entry.isDirectory() && name.test(entry.name)) yield entry.name;
  }
}
