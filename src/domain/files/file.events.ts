import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../kernel/event.ts';
import { id, instant, text } from '../kernel/fields.ts';
import { scanOutcomes } from './scan.ts';

export const fileName = text(1, 255);
export const altText = text(0, 1000);
export const fileType = z.enum(['image', 'document', 'avatar']);
export type FileType = z.infer<typeof fileType>;
/** Of these others are made, each type by rules of its own. */
export type PictureType = Exclude<FileType, 'document'>;
const sizeBytes = z.int().nonnegative();
const pixels = z.int().positive();

const place = z.object({
  fileId: id,
  uploadedBy: id,
  projectId: id.nullable(),
  /** Of a meeting that is in a project the file is in both. */
  meetingId: id.nullable(),
});

function placeTopics({ uploadedBy, projectId, meetingId }: z.infer<typeof place>): Topic[] {
  return [
    `user:${uploadedBy}`,
    ...(projectId ? [`project:${projectId}` as const] : []),
    ...(meetingId ? [`meeting:${meetingId}` as const] : []),
  ];
}

/** From the time before files were in meetings. */
const inNoMeeting = (data: Record<string, unknown>) => ({ ...data, meetingId: null });

/** What was noticed in the content, by the codes of `notices.ts`; one that is gone there stays here. */
const noticeCodes = z.array(z.string());

export const FileUploaded = defineEvent({
  type: 'FileUploaded',
  version: 4,
  schema: place.extend({
    fileType,
    originalName: fileName,
    altText,
    mimeType: z.string(),
    /** Of what was sent, as are `sha256`, `width` and `height` here. */
    sizeBytes,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    width: pixels.nullable(),
    height: pixels.nullable(),
    storageKey: z.string(),
    /** A thumbhash in base64: what a list shows before the picture is there. */
    placeholder: z.string().nullable(),
    notices: noticeCodes,
    /** Whether it is given out only when the antivirus scanner has called it clean. */
    awaitsScan: z.boolean(),
  }),
  upcasts: {
    /** Pictures only: there was nothing to notice in them. */
    1: (data) => ({ ...data, notices: [] }),
    2: inNoMeeting,
    /** Nobody scanned. */
    3: (data) => ({ ...data, awaitsScan: false }),
  },
  personal: { subject: 'uploadedBy', fields: ['originalName', 'altText'] },
  topics: placeTopics,
});

export const FileReady = defineEvent({
  type: 'FileReady',
  version: 3,
  schema: place.extend({
    mimeType: z.string(),
    /** Of the stored picture, turned upright and scaled. */
    width: pixels.nullable(),
    height: pixels.nullable(),
    sizeBytes,
    storageKey: z.string(),
    /** Whether the bytes as they were sent are still this file's. */
    originalKept: z.boolean(),
    thumbnails: z.array(
      z.object({
        name: z.string(),
        width: pixels,
        height: pixels,
        sizeBytes,
        storageKey: z.string(),
      }),
    ),
  }),
  upcasts: {
    1: inNoMeeting,
    /** Every original was kept. */
    2: (data) => ({ ...data, originalKept: true }),
  },
  topics: placeTopics,
});

export const FileFailed = defineEvent({
  type: 'FileFailed',
  version: 2,
  schema: place.extend({ code: z.string() }),
  upcasts: { 1: inNoMeeting },
  topics: placeTopics,
});

/** The antivirus scanner has looked at it. */
export const FileScanned = defineEvent({
  type: 'FileScanned',
  version: 1,
  schema: place.extend({
    outcome: z.enum(scanOutcomes),
    /** What the scanner calls that which it found, or the limit of its own that it met. */
    signature: z.string().max(1000).nullable(),
  }),
  topics: placeTopics,
});

/** The scanner was asked and gave no answer; it is asked again until it does. */
export const FileScanDelayed = defineEvent({
  type: 'FileScanDelayed',
  version: 1,
  schema: place,
  topics: placeTopics,
});

/** It is what it says it is, and is not given out all the same. */
export const FileQuarantined = defineEvent({
  type: 'FileQuarantined',
  version: 2,
  schema: place.extend({ notices: noticeCodes }),
  upcasts: { 1: inNoMeeting },
  topics: placeTopics,
});

/** What people call and say of it from now on. */
export const FileDetailsChanged = defineEvent({
  type: 'FileDetailsChanged',
  version: 2,
  schema: place.extend({ originalName: fileName, altText }),
  personal: { subject: 'uploadedBy', fields: ['originalName', 'altText'] },
  upcasts: { 1: inNoMeeting },
  topics: placeTopics,
});

/** Out of sight, to be had back until the moment that people are told. */
export const FileTrashed = defineEvent({
  type: 'FileTrashed',
  version: 2,
  schema: place.extend({ keptUntil: instant }),
  upcasts: { 1: inNoMeeting },
  topics: placeTopics,
});

export const FileRestored = defineEvent({
  type: 'FileRestored',
  version: 2,
  schema: place,
  upcasts: { 1: inNoMeeting },
  topics: placeTopics,
});

/** For good: whatever bytes of it are still there belong to nobody. */
export const FileDeleted = defineEvent({
  type: 'FileDeleted',
  version: 2,
  schema: place,
  upcasts: { 1: inNoMeeting },
  topics: placeTopics,
});

export const fileEvents = [
  FileUploaded,
  FileReady,
  FileFailed,
  FileScanned,
  FileScanDelayed,
  FileQuarantined,
  FileDetailsChanged,
  FileTrashed,
  FileRestored,
  FileDeleted,
] as const;
export type FileEvent = EventOf<(typeof fileEvents)[number]>;
