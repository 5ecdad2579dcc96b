/**
 * Where an upload becomes an event, in one transaction with what is counted: the person's space and the
 * files that have the bytes. What one person uploads at the same time meets at the row of their space, so
 * it goes into one transaction: while one is on its way to the readers the next collects, so that these are
 * brought up to several at once too. Each upload is there whole or not at all; where not all of them can
 * be, each is on its own.
 */
import { fileDecider } from '#domain/files/file.decider.ts';
import type { FileEvent } from '#domain/files/file.events.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { isUniqueViolation, type NewStream, streamVersion } from '#infra/log/append.ts';
import { isFaultOfOne } from '#infra/log/new-streams.ts';
import { type Committed, transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { holdContents } from '#infra/storage/file-contents.ts';
import { takeSpace } from '#infra/storage/storage-use.ts';
import { type Services, visibilityTimeoutMs } from '../../services.ts';
import { claimOf } from '../claimed-answers.ts';

export type UploadData = Extract<FileEvent, { type: 'FileUploaded' }>['data'];

type Needed = Pick<Services, 'platform' | 'settings'>;

/** Its bytes are in their place. */
interface Upload {
  data: UploadData;
  metadata: EventMetadata;
}

interface Recorded {
  data: UploadData;
  eventIds: readonly string[];
}

interface Waiting extends Upload {
  resolve: (recorded: Result<Recorded>) => void;
  reject: (error: unknown) => void;
}

/** Of uploads: a statement of more is no cheaper for each. */
const maxTogether = 50;
/** For who comes behind others: readers that are late keep nobody from storing. */
const maxCollectingMs = 50;

/** By person, those who have a transaction on its way. */
const collecting = new WeakMap<Platform, Map<string, Waiting[]>>();

/** Answers with what was recorded, when this server's readers see it; its bytes may be another file's. */
export async function recordUpload(services: Needed, upload: Upload): Promise<Result<UploadData>> {
  const { platform } = services;
  const recorded = await new Promise<Result<Recorded>>((resolve, reject) => {
    const people = collecting.get(platform) ?? new Map<string, Waiting[]>();
    collecting.set(platform, people);
    const { uploadedBy } = upload.data;
    const collected = people.get(uploadedBy) ?? [];
    collected.push({ ...upload, resolve, reject });
    if (people.has(uploadedBy)) return;
    people.set(uploadedBy, collected);
    // After this turn of the event loop: what was synced together is recorded together.
    setImmediate(() => {
      void recordAll(services, collected, () => people.delete(uploadedBy));
    });
  });
  if (!recorded.ok) return recorded;
  await platform.tail.whenVisible(recorded.value.eventIds, visibilityTimeoutMs);
  return accept(recorded.value.data);
}

/** Those that come meanwhile too, until nobody is waiting any more. */
async function recordAll(
  services: Needed,
  collected: Waiting[],
  whenDone: () => void,
): Promise<void> {
  while (collected.length > 0) {
    const together = takeDistinct(collected);
    let eventIds = await settle(services, together);
    if (!eventIds) for (const alone of together) eventIds = await settle(services, [alone]);
    if (eventIds) await services.platform.tail.whenVisible(eventIds, maxCollectingMs);
  }
  whenDone();
}

/** Of the same bytes one at a time: a statement cannot count a row twice. */
function takeDistinct(collected: Waiting[]): Waiting[] {
  const taken = new Map<string, Waiting>();
  for (const upload of collected) {
    const { sha256 } = upload.data;
    if (taken.size < maxTogether && !taken.has(sha256)) taken.set(sha256, upload);
  }
  const together = [...taken.values()];
  for (const upload of together) collected.splice(collected.indexOf(upload), 1);
  return together;
}

/** @returns their events; null where not all of several can be recorded: none is then, and none was answered. */
async function settle(
  services: Needed,
  uploads: readonly Waiting[],
): Promise<readonly string[] | null> {
  const isAlone = uploads.length === 1;
  try {
    const recorded = await recordTogether(services, uploads);
    if (!recorded.ok && !isAlone) return null;
    for (const [index, { data, resolve }] of uploads.entries()) {
      if (!recorded.ok) resolve(recorded);
      else {
        const { value: storageKeys, eventIds } = recorded.value;
        resolve(accept({ data: { ...data, storageKey: storageKeys[index] ?? '' }, eventIds }));
      }
    }
    return recorded.ok ? recorded.value.eventIds : [];
  } catch (error) {
    if (!isAlone && isFaultOfOne(error)) return null;
    const isTaken = isUniqueViolation(error, streamVersion);
    for (const { resolve, reject } of uploads) {
      if (isTaken) resolve(refuse('conflict'));
      else reject(error);
    }
    return [];
  }
}

/** @returns where the bytes of each are. */
function recordTogether(
  { platform, settings }: Needed,
  uploads: readonly Upload[],
): Promise<Result<Committed<string[]>>> {
  const [first] = uploads;
  if (!first) throw new Error('nothing to record');
  const { uploadedBy: personId } = first.data;
  const sizeBytes = uploads.reduce((sum, { data }) => sum + data.sizeBytes, 0);
  return transact(platform.eventLog, first.metadata, async ({ tx, begin }) => {
    const [taken, storageKeys] = await Promise.all([
      takeSpace(tx, settings.uploads, { personId, sizeBytes }),
      holdContents(
        tx,
        uploads.map(({ data }) => data),
      ),
    ]);
    if (!taken.ok) return taken;
    const streams: NewStream[] = [];
    for (const [index, { data, metadata }] of uploads.entries()) {
      const upload = { ...data, storageKey: storageKeys[index] ?? '' };
      const decided = fileDecider.decide(fileDecider.initial, { type: 'RecordUpload', upload });
      if (!decided.ok) return decided;
      const stream = `${fileDecider.category}-${data.fileId}`;
      streams.push({ stream, events: decided.value, metadata });
    }
    await begin(streams);
    for (const { metadata } of uploads) {
      const claim = claimOf(metadata.requestId);
      // As for any command: done and known to be done, or neither.
      if (claim && !(await claim.markCarriedOut(tx))) return refuse('conflict');
    }
    return accept(storageKeys);
  });
}
