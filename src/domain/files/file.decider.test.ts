import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { fileDecider } from './file.decider.ts';
import {
  FileDeleted,
  FileDetailsChanged,
  FileQuarantined,
  FileReady,
  FileRestored,
  FileTrashed,
  FileUploaded,
} from './file.events.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';
const it = '018f4a3e-7c1d-7000-8000-000000000003';

describe('a file', () => {
  const upload = {
    fileId: it,
    uploadedBy: ana,
    projectId: null,
    meetingId: null,
    fileType: 'image',
    originalName: 'photo.jpg',
    altText: '',
    mimeType: 'image/jpeg',
    sizeBytes: 10,
    sha256: 'ab'.repeat(32),
    width: 640,
    height: 480,
    storageKey: '2026/01/x.jpg',
    placeholder: null,
    notices: [] as string[],
    awaitsScan: false,
  } as const;
  const renditions = {
    mimeType: 'image/jpeg',
    width: 640,
    height: 480,
    sizeBytes: 8,
    storageKey: '2026/01/x.picture.jpg',
    thumbnails: [],
  };
  const recordRenditions = { type: 'RecordRenditions', renditions, originalKept: true } as const;
  const ready = FileReady.of({
    fileId: it,
    uploadedBy: ana,
    projectId: null,
    meetingId: null,
    ...renditions,
    originalKept: true,
  });

  test('becomes ready once; a job that runs again changes nothing', () => {
    const uploaded = FileUploaded.of(upload);
    expect(given(fileDecider, [uploaded]).when(recordRenditions)).toEqual([ready]);
    expect(given(fileDecider, [uploaded, ready]).when(recordRenditions)).toEqual([]);
    expect(
      given(fileDecider, [uploaded, ready]).when({ type: 'RecordFailure', code: 'file.corrupt' }),
    ).toEqual([]);
  });

  const document = {
    ...upload,
    fileType: 'document',
    mimeType: 'application/pdf',
    width: null,
    height: null,
    storageKey: '2026/01/x.pdf',
  } as const;
  const place = { fileId: it, uploadedBy: ana, projectId: null, meetingId: null };

  test('that is a document is ready as it was sent', () => {
    const sent = { ...document, notices: ['hyperlinks'] };
    expect(given(fileDecider, []).when({ type: 'RecordUpload', upload: sent })).toEqual([
      FileUploaded.of(sent),
      FileReady.of({
        ...place,
        mimeType: 'application/pdf',
        width: null,
        height: null,
        sizeBytes: 10,
        storageKey: '2026/01/x.pdf',
        thumbnails: [],
        originalKept: true,
      }),
    ]);
  });

  test('is quarantined for what in it may do harm, and stays so', () => {
    const sent = { ...document, notices: ['hyperlinks', 'pdf_javascript'] };
    const recorded = [
      FileUploaded.of(sent),
      FileQuarantined.of({ ...place, notices: ['pdf_javascript'] }),
    ];
    expect(given(fileDecider, []).when({ type: 'RecordUpload', upload: sent })).toEqual(recorded);
    expect(given(fileDecider, recorded).when(recordRenditions)).toEqual([]);
  });

  const uploaded = FileUploaded.of(upload);
  const keptUntil = '2026-02-01T00:00:00.000Z';
  const trashed = FileTrashed.of({ ...place, keptUntil });
  const restored = FileRestored.of(place);
  const deleted = FileDeleted.of(place);

  test('goes to the trash and comes back, each once', () => {
    const trash = { type: 'TrashFile', keptUntil } as const;
    expect(given(fileDecider, [uploaded, ready]).when(trash)).toEqual([trashed]);
    const later = { type: 'TrashFile', keptUntil: '2027-01-01T00:00:00.000Z' } as const;
    expect(given(fileDecider, [uploaded, trashed]).when(later)).toEqual([]);
    expect(given(fileDecider, [uploaded, trashed]).when({ type: 'RestoreFile' })).toEqual([
      restored,
    ]);
    expect(given(fileDecider, [uploaded]).when({ type: 'RestoreFile' })).toEqual([]);
    expect(given(fileDecider, []).when(trash)).toBe('request.not_found');
  });

  test('is deleted for good only when its time in the trash is over', () => {
    const at = (now: string) => ({ type: 'DeleteFile', now }) as const;
    const early = at('2026-01-31T23:59:59.999Z');
    expect(given(fileDecider, [uploaded, trashed]).when(early)).toEqual([]);
    expect(given(fileDecider, [uploaded, trashed]).when(at(keptUntil))).toEqual([deleted]);
    expect(given(fileDecider, [uploaded, trashed, restored]).when(at(keptUntil))).toEqual([]);
    const again = FileTrashed.of({ ...place, keptUntil: '2026-03-01T00:00:00.000Z' });
    const past = [uploaded, trashed, restored, again];
    expect(given(fileDecider, past).when(at(keptUntil))).toEqual([]);
  });

  test('is deleted for good before its time where somebody wants it so, from the trash only', () => {
    const now = { type: 'DeleteForGood' } as const;
    expect(given(fileDecider, [uploaded, trashed]).when(now)).toEqual([deleted]);
    expect(given(fileDecider, [uploaded]).when(now)).toBe('conflict');
    expect(given(fileDecider, [uploaded, trashed, restored]).when(now)).toBe('conflict');
    expect(given(fileDecider, [uploaded, trashed, deleted]).when(now)).toBe('request.not_found');
  });

  test('that is deleted is not there any more, and a job that comes too late changes nothing', () => {
    const past = given(fileDecider, [uploaded, trashed, deleted]);
    expect(past.when({ type: 'RestoreFile' })).toBe('request.not_found');
    expect(past.when({ type: 'DeleteFile', now: keptUntil })).toBe('request.not_found');
    expect(past.when(recordRenditions)).toEqual([]);
  });

  test('is given another name and description, but no name of another type', () => {
    const change = (details: object) => ({ type: 'ChangeDetails', details }) as const;
    const named = FileDetailsChanged.of({ ...place, originalName: 'bank.jpeg', altText: '' });
    expect(given(fileDecider, [uploaded]).when(change({ originalName: 'bank.jpeg' }))).toEqual([
      named,
    ]);
    expect(given(fileDecider, [uploaded, named]).when(change({ altText: 'A bank' }))).toEqual([
      FileDetailsChanged.of({ ...place, originalName: 'bank.jpeg', altText: 'A bank' }),
    ]);
    expect(
      given(fileDecider, [uploaded, named]).when(change({ originalName: 'bank.jpeg' })),
    ).toEqual([]);
    expect(given(fileDecider, [uploaded]).when(change({ originalName: 'bank.exe' }))).toBe(
      'file.type_mismatch',
    );
    expect(given(fileDecider, [uploaded, trashed]).when(change({ altText: 'x' }))).toBe(
      'file.trashed',
    );
  });
});
