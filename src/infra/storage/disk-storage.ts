/**
 * Storage in a folder: objects in `<root>/YYYY/MM/`, what is being received in `<root>/tmp/`. Both
 * are on one file system, so a rename moves a file there whole or not at all; the file and then
 * its folder are synced, so that what a row names is there after a power cut too. What is thrown
 * away lies in `<root>/trash/YYYY/MM/` for a while, from where it can be moved back.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  type FileHandle,
  mkdir,
  open,
  opendir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { errorCode } from '../env/error-code.ts';
import { isStorageKey } from './storage-key.ts';
import {
  type ByteRange,
  type StagedFile,
  type Storage,
  StorageFullError,
  type StoredObject,
} from './storage.ts';

const folderMode = 0o700;
const fileMode = 0o600;
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

async function withRoom<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (noRoom.has(errorCode(error) ?? '')) throw new StorageFullError({ cause: error });
    throw error;
  }
}

/** Null where the file is not there (any more). */
async function ifThere<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

class DiskStagedFile implements StagedFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #open = true;

  constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await withRoom(() => this.#handle.writeFile(chunk));
  }

  async finish(): Promise<void> {
    await withRoom(() => this.#handle.sync());
    await this.#close();
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#handle.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    // Once committed it has another name, and there is nothing here to remove.
    await rm(this.path, { force: true });
  }
}

export class DiskStorage implements Storage {
  readonly root: string;
  readonly #staging: string;
  readonly #trash: string;

  private constructor(root: string) {
    this.root = root;
    this.#staging = join(root, 'tmp');
    this.#trash = join(root, 'trash');
  }

  /** Opens the folder, making it where it is not there yet. */
  static async open(root: string): Promise<DiskStorage> {
    const storage = new DiskStorage(root);
    await mkdir(storage.#staging, { recursive: true, mode: folderMode });
    await mkdir(storage.#trash, { recursive: true, mode: folderMode });
    return storage;
  }

  async stage(): Promise<StagedFile> {
    const path = join(this.#staging, randomUUID());
    return new DiskStagedFile(path, await withRoom(() => open(path, 'wx', fileMode)));
  }

  async commit(staged: StagedFile, key: string): Promise<void> {
    const path = this.#pathOf(key);
    await withRoom(async () => {
      await this.#ensureFolder(dirname(path));
      await rename(staged.path, path);
      await syncFolder(dirname(path));
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

  async read(key: string): Promise<Buffer | null> {
    return ifThere(() => readFile(this.#pathOf(key)));
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

  async removeStagedBefore(moment: Date): Promise<number> {
    let removed = 0;
    for await (const entry of await opendir(this.#staging)) {
      const path = join(this.#staging, entry.name);
      const found = await ifThere(() => stat(path));
      // An upload under way writes, and so is younger, however long it takes.
      if (!found?.isFile() || found.mtime >= moment) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  async probe(): Promise<void> {
    await access(this.#staging, constants.W_OK);
  }

  #pathOf(key: string): string {
    if (!isStorageKey(key)) throw new Error(`not a storage key: ${key}`);
    return join(this.root, key);
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
      for await (const entry of await opendir(join(root, folder))) {
        const key = `${folder}/${entry.name}`;
        if (!entry.isFile() || !isStorageKey(key)) continue;
        const found = await ifThere(() => stat(join(root, key)));
        if (found) yield { key, sizeBytes: found.size, modifiedAt: found.mtime };
      }
    }
  }
}

async function* foldersOf(folder: string, name: RegExp): AsyncIterable<string> {
  for await (const entry of await opendir(folder)) {
    if (entry.isDirectory() && name.test(entry.name)) yield entry.name;
  }
}
