/**
 * Storage in a bucket of anything that speaks S3. What is received is staged on this machine, as it
 * has to be looked at before it may be there; a bucket takes an object whole or not at all. What is
 * thrown away lies under `trash/` for a while.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  type GetObjectCommandOutput,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Settings } from '../env/settings.ts';
import { StartupProblem } from '../env/startup-problem.ts';
import { Staging } from './staging.ts';
import { checkStorageKey, isPartKey, isStorageKey } from './storage-key.ts';
import {
  type BorrowedFile,
  type ByteRange,
  type StagedFile,
  type Storage,
  StorageFullError,
  type StoredObject,
} from './storage.ts';

const trashPrefix = 'trash/';
const ownerKey = '.instance';
const connectTimeoutMs = 5_000;

/** Without one of ours the SDK writes plain lines to the console; what fails is thrown, and logged by who asked. */
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

interface S3Limits {
  /** Of objects listed at once; no server gives more than 1,000. */
  page: number;
  /**
   * Nothing came or went for so long: the bucket is taken for gone, or nobody read what it gave. A large
   * object may take any time.
   */
  silentMs: number;
}

const usualLimits: S3Limits = { page: 1_000, silentMs: 60_000 };

type S3Settings = NonNullable<Settings['s3']>;

export class S3Storage implements Storage {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #staging: Staging;
  readonly #pageLimit: number;

  private constructor(client: S3Client, bucket: string, staging: Staging, pageLimit: number) {
    this.#client = client;
    this.#bucket = bucket;
    this.#staging = staging;
    this.#pageLimit = pageLimit;
  }

  /**
   * @param stagingFolder on this machine, where uploads are received.
   * @param limits other ones, for tests.
   * @throws StartupProblem where the bucket cannot be used.
   */
  static async open(
    settings: S3Settings,
    stagingFolder: string,
    limits: Partial<S3Limits> = {},
  ): Promise<S3Storage> {
    const { bucket, endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = settings;
    const { page, silentMs } = { ...usualLimits, ...limits };
    const client = new S3Client({
      region,
      forcePathStyle,
      logger: quiet,
      ...(endpoint ? { endpoint } : {}),
      ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
      // A limit of the whole request is only warned of, and would be none of a body that stops.
      requestHandler: { socketTimeout: silentMs, connectionTimeout: connectTimeoutMs },
      // Many servers that speak S3 know none of the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    const storage = new S3Storage(client, bucket, await Staging.open(stagingFolder), page);
    try {
      await storage.probe();
    } catch (error) {
      const what = error instanceof Error ? error.message || error.name : String(error);
      throw new StartupProblem('S3_BUCKET', `the bucket ${bucket} cannot be used: ${what}`, {
        cause: error,
      });
    }
    return storage;
  }

  get place() {
    return { variable: 'S3_BUCKET', name: `bucket ${this.#bucket}` };
  }

  stage(): Promise<StagedFile> {
    return this.#staging.stage();
  }

  async commit(staged: StagedFile, key: string): Promise<void> {
    await staged.finish();
    const { size } = await stat(staged.path);
    await this.#put(checkStorageKey(key), createReadStream(staged.path), size);
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#put(checkStorageKey(key), bytes, bytes.length);
  }

  async open(key: string, range?: ByteRange): Promise<Readable | null> {
    const found = await this.#get(checkStorageKey(key), range);
    return (found?.Body as Readable | undefined) ?? null;
  }

  async borrow(key: string): Promise<BorrowedFile | null> {
    const body = await this.open(key);
    if (!body) return null;
    await using copying = new AsyncDisposableStack();
    const copy = copying.use(await this.#staging.stage());
    for await (const chunk of body as AsyncIterable<Uint8Array>) await copy.write(chunk);
    await copy.finish();
    const copied = copying.move();
    return { path: copy.path, [Symbol.asyncDispose]: () => copied.disposeAsync() };
  }

  async sizeOf(key: string): Promise<number | null> {
    const place = { Bucket: this.#bucket, Key: checkStorageKey(key) };
    const found = await ifThere(() => this.#client.send(new HeadObjectCommand(place)));
    return found?.ContentLength ?? null;
  }

  async delete(key: string): Promise<void> {
    await this.#delete(checkStorageKey(key));
  }

  async trash(key: string): Promise<void> {
    const source = `${this.#bucket}/${checkStorageKey(key)}`;
    const target = { Bucket: this.#bucket, Key: `${trashPrefix}${key}`, CopySource: source };
    // The copy first: between the two it is in both places, and the next sweep goes on.
    const copied = await ifThere(() => this.#client.send(new CopyObjectCommand(target)));
    if (copied) await this.delete(key);
  }

  async removeTrashedBefore(moment: Date): Promise<number> {
    let removed = 0;
    for await (const object of this.#objects(trashPrefix)) {
      if (object.modifiedAt >= moment) continue;
      await this.#delete(object.key);
      removed += 1;
    }
    return removed;
  }

  async *list(): AsyncIterable<StoredObject> {
    for await (const object of this.#objects('')) if (isStorageKey(object.key)) yield object;
  }

  async *listParts(): AsyncIterable<StoredObject> {
    for await (const object of this.#objects('parts/')) if (isPartKey(object.key)) yield object;
  }

  removeStagedBefore(moment: Date): Promise<number> {
    return this.#staging.removeBefore(moment);
  }

  space(): Promise<{ free: number; total: number }> {
    return this.#staging.space();
  }

  async probe(): Promise<void> {
    await this.#staging.probe();
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
  }

  async owner(): Promise<string | null> {
    const found = await this.#get(ownerKey);
    return (await found?.Body?.transformToString())?.trim() ?? null;
  }

  async setOwner(id: string): Promise<void> {
    const bytes = Buffer.from(`${id}\n`);
    await this.#put(ownerKey, bytes, bytes.length);
  }

  async #put(key: string, body: Readable | Uint8Array, sizeBytes: number): Promise<void> {
    try {
      await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          Body: body,
          ContentLength: sizeBytes,
        }),
      );
    } catch (error) {
      if (isFull(error)) throw new StorageFullError({ cause: error });
      throw error;
    }
  }

  #get(key: string, range?: ByteRange): Promise<GetObjectCommandOutput | null> {
    const asked = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
    return ifThere(() =>
      this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key, ...asked })),
    );
  }

  async #delete(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }

  async *#objects(prefix: string): AsyncIterable<StoredObject> {
    let next: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.#bucket,
          Prefix: prefix,
          MaxKeys: this.#pageLimit,
          ...(next ? { ContinuationToken: next } : {}),
        }),
      );
      for (const { Key: key, Size: sizeBytes = 0, LastModified: modifiedAt } of page.Contents ??
        []) {
        if (key && modifiedAt) yield { key, sizeBytes, modifiedAt };
      }
      next = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (next);
  }
}

/** Null where the object is not there (any more). */
async function ifThere<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const isMissing = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
    // A missing bucket is a 404 as well, and no answer about an object.
    if (isMissing && error.name !== 'NoSuchBucket') return null;
    throw error;
  }
}

/** 507 as WebDAV has it; the name is MinIO's. */
function isFull(error: unknown): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  return error.$metadata.httpStatusCode === 507 || error.name === 'XMinioStorageFull';
}
