/**
 * Where the bytes of files are. A file arrives in two steps: it is staged (written to a temporary
 * place on this machine, hashed and checked there), then committed under its key. Between the two
 * there is no row that names it; after a crash whatever no row names is swept.
 */
import type { Readable } from 'node:stream';

export interface StoredObject {
  key: string;
  sizeBytes: number;
  modifiedAt: Date;
}

/** A file that is being received. Disposing of it removes it, unless it was committed. */
export interface StagedFile extends AsyncDisposable {
  /** On this machine, for whoever checks the content, or writes it instead of `write`. */
  path: string;
  /** Resolves when the bytes have been handed to the disk: that is the back-pressure. */
  write: (chunk: Uint8Array) => Promise<void>;
  /** The same for bytes that nobody else needs any more: their memory is free when they are on the disk. */
  take: (chunk: Uint8Array) => Promise<void>;
  /** No more bytes will come: all of them can be read at `path`, and are on their way to the disk. */
  end: () => Promise<void>;
  /** The same, and when this resolves they are on the disk. */
  finish: () => Promise<void>;
}

/** To be read only, and not after it was disposed of. */
export interface BorrowedFile extends AsyncDisposable {
  path: string;
}

/** Both ends included, as in HTTP. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface Storage {
  stage: () => Promise<StagedFile>;
  /** Moves a staged file, once it is finished, to its key, durably. */
  commit: (staged: StagedFile, key: string) => Promise<void>;
  /** Stores bytes under a key, durably and all at once; what was there before is replaced. */
  put: (key: string, bytes: Uint8Array) => Promise<void>;
  /** Null where there is no such object. */
  open: (key: string, range?: ByteRange) => Promise<Readable | null>;
  /** The object as a file on this machine, for whoever reads by path. Null where there is none. */
  borrow: (key: string) => Promise<BorrowedFile | null>;
  sizeOf: (key: string) => Promise<number | null>;
  /** Deleting what is not there is no error. */
  delete: (key: string) => Promise<void>;
  /** Puts an object aside: gone for everybody, but to be had back for a while. */
  trash: (key: string) => Promise<void>;
  /** Removes for good what has been in the trash since before `moment`; returns how many. */
  removeTrashedBefore: (moment: Date) => Promise<number>;
  /** Every object of a file, in no order. */
  list: () => AsyncIterable<StoredObject>;
  /** Every part of an upload that has not become a file. */
  listParts: () => AsyncIterable<StoredObject>;
  /** Removes staged files that nobody has written to since; returns how many. */
  removeStagedBefore: (moment: Date) => Promise<number>;
  /** Of the disk that files arrive on: how many bytes it has, and how many are left. */
  space: () => Promise<{ free: number; total: number }>;
  /** Rejects where nothing can be stored. */
  probe: () => Promise<void>;
  /** Which database's files these are; null where nobody has said so yet. */
  owner: () => Promise<string | null>;
  setOwner: (id: string) => Promise<void>;
  /** What an operator calls it, and the variable that says where it is. */
  place: { variable: string; name: string };
}

/** The disk, or the share of it that this product may use, is full. */
export class StorageFullError extends Error {
  constructor(options?: ErrorOptions) {
    super('no room left to store files', options);
    this.name = 'StorageFullError';
  }
}
