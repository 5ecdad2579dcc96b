import type { StoredObject } from '#infra/storage/storage.ts';

/** So many that one query of the database asks for all of them. */
const batchSize = 500;

/** The keys of what was last changed before a moment, in batches, until `signal` ends it. */
export async function* keysBefore(
  objects: AsyncIterable<StoredObject>,
  before: Date,
  signal?: AbortSignal,
): AsyncIterable<string[]> {
  let batch: string[] = [];
  for await (const { key, modifiedAt } of objects) {
    signal?.throwIfAborted();
    if (modifiedAt < before) batch.push(key);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
