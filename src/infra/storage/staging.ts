/** Where what is being received lies until it is committed: a folder on this machine. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  type FileHandle,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  stat,
  statfs,
} from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../env/error-code.ts';
import { giveBack } from '../images/give-back.ts';
import { type StagedFile, StorageFullError } from './storage.ts';

export const folderMode = 0o700;
const fileMode = 0o600;
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export async function withRoom<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (noRoom.has(errorCode(error) ?? '')) throw new StorageFullError({ cause: error });
    throw error;
  }
}

/** Null where the file is not there (any more). */
export async function ifThere<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A network's packets come in small: each write is a thread's errand, so they go together. */
const writeBytes = 256 * 1024;

export class DiskStagedFile implements StagedFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #open = true;
  #moved = false;
  #syncing: Promise<void> | null = null;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #taken: Uint8Array[] = [];

  constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes >= writeBytes) await this.#flush();
  }

  async take(chunk: Uint8Array): Promise<void> {
    this.#taken.push(chunk);
    await this.write(chunk);
  }

  async end(): Promise<void> {
    await this.#flush();
    this.#syncing ??= this.#sync();
    // How it went is for those to know who wait for it, and they may come later.
    this.#syncing.catch(() => undefined);
  }

  async finish(): Promise<void> {
    await this.end();
    await this.#syncing;
  }

  /** From now on it has another name, and there is nothing here to remove. */
  async moveTo(path: string): Promise<void> {
    await rename(this.path, path);
    this.#moved = true;
  }

  async #flush(): Promise<void> {
    const chunks = this.#waiting;
    const taken = this.#taken;
    const bytes = this.#waitingBytes;
    if (bytes === 0) return;
    this.#waiting = [];
    this.#taken = [];
    this.#waitingBytes = 0;
    await withRoom(async () => {
      const { bytesWritten } = await this.#handle.writev(chunks);
      if (bytesWritten === bytes) return;
      // The disk took a part: what is wrong with the rest is said by writing that.
      await this.#handle.writeFile(Buffer.concat(chunks).subarray(bytesWritten));
    });
    for (const chunk of taken) giveBack(chunk);
  }

  async #sync(): Promise<void> {
    await withRoom(() => this.#handle.sync());
    await this.#close();
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#handle.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#syncing?.catch(() => undefined);
    await this.#close();
    if (!this.#moved) await rm(this.path, { force: true });
  }
}

export class Staging {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens the folder, making it where it is not there yet. */
  static async open(folder: string): Promise<Staging> {
    await mkdir(folder, { recursive: true, mode: folderMode });
    return new Staging(folder);
  }

  async stage(): Promise<DiskStagedFile> {
    const path = join(this.#folder, randomUUID());
    return new DiskStagedFile(path, await withRoom(() => open(path, 'wx', fileMode)));
  }

  async removeBefore(moment: Date): Promise<number> {
    let removed = 0;
    for await (const entry of await opendir(this.#folder)) {
      const path = join(this.#folder, entry.name);
      const found = await ifThere(() => stat(path));
      // An upload under way writes, and so is younger, however long it takes.
      if (!found?.isFile() || found.mtime >= moment) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  async space(): Promise<{ free: number; total: number }> {
    const { bavail, blocks, bsize } = await statfs(this.#folder);
    return { free: bavail * bsize, total: blocks * bsize };
  }

  async probe(): Promise<void> {
    await access(this.#folder, constants.W_OK);
  }
}
