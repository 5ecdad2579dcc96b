import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { fileDecider } from './file.decider.ts';
import {
  FileQuarantined,
  FileReady,
  FileScanDelayed,
  FileScanned,
  FileTrashed,
  FileUploaded,
} from './file.events.ts';
import { noticesOn, type ScanOutcome } from './scan.ts';

const place = {
  fileId: '018f4a3e-7c1d-7000-8000-000000000003',
  uploadedBy: '018f4a3e-7c1d-7000-8000-000000000001',
  projectId: null,
  meetingId: null,
};
const image = {
  ...place,
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
  awaitsScan: true,
} as const;
const document = {
  ...image,
  fileType: 'document',
  originalName: 'plan.pdf',
  mimeType: 'application/pdf',
  storageKey: '2026/01/x.pdf',
  width: null,
  height: null,
} as const;
const renditions = {
  mimeType: 'image/jpeg',
  width: 640,
  height: 480,
  sizeBytes: 8,
  storageKey: '2026/01/x.picture.jpg',
  thumbnails: [],
};
const documentReady = FileReady.of({
  ...place,
  mimeType: 'application/pdf',
  sizeBytes: 10,
  storageKey: '2026/01/x.pdf',
  width: null,
  height: null,
  thumbnails: [],
  originalKept: true,
});
const scanned = (outcome: ScanOutcome, signature: string | null = null) =>
  FileScanned.of({ ...place, outcome, signature });
const record = (outcome: ScanOutcome, signature: string | null = null) =>
  ({ type: 'RecordScan', outcome, signature }) as const;
const infected = FileQuarantined.of({ ...place, notices: ['infected'] });
const overLimits = FileQuarantined.of({ ...place, notices: ['scan_limits'] });
const uploaded = FileUploaded.of(document);
const picture = FileUploaded.of(image);

describe('a file that has to be scanned', () => {
  test('is ready only when it was called clean', () => {
    expect(given(fileDecider, []).when({ type: 'RecordUpload', upload: document })).toEqual([
      uploaded,
    ]);
    expect(given(fileDecider, [uploaded]).when(record('clean'))).toEqual([
      scanned('clean'),
      documentReady,
    ]);
  });

  test('as a picture goes on to its renditions then, and not before', () => {
    const made = { type: 'RecordRenditions', renditions, originalKept: true } as const;
    const delayed = FileScanDelayed.of(place);
    for (const past of [[picture], [picture, delayed]]) {
      expect(given(fileDecider, past).when(made)).toEqual([]);
    }
    expect(given(fileDecider, [picture]).when(record('clean'))).toEqual([scanned('clean')]);
    expect(given(fileDecider, [picture, scanned('clean')]).when(made)).toEqual([
      FileReady.of({ ...place, ...renditions, originalKept: true }),
    ]);
  });

  test('is quarantined for what was found in it, and stays so', () => {
    const past = [uploaded, scanned('infected', 'Eicar'), infected];
    expect(given(fileDecider, [uploaded]).when(record('infected', 'Eicar'))).toEqual(past.slice(1));
    expect(given(fileDecider, past).when(record('clean'))).toEqual([]);
  });

  test('is quarantined over the limits of the scanner, until these are raised', () => {
    const past = [uploaded, scanned('over_limits', 'size limit'), overLimits];
    expect(given(fileDecider, [uploaded]).when(record('over_limits', 'size limit'))).toEqual(
      past.slice(1),
    );
    expect(given(fileDecider, past).when(record('over_limits'))).toEqual([]);
    expect(given(fileDecider, past).when(record('infected'))).toEqual([
      scanned('infected'),
      infected,
    ]);
    expect(given(fileDecider, past).when(record('clean'))).toEqual([
      scanned('clean'),
      documentReady,
    ]);
    const again = [picture, scanned('over_limits'), overLimits, scanned('clean')];
    expect(
      given(fileDecider, again).when({ type: 'RecordRenditions', renditions, originalKept: true }),
    ).toEqual([FileReady.of({ ...place, ...renditions, originalKept: true })]);
  });

  test('is said once to wait longer, and comes out of it by an answer', () => {
    const delayed = FileScanDelayed.of(place);
    const delay = { type: 'DelayScan' } as const;
    expect(given(fileDecider, [uploaded]).when(delay)).toEqual([delayed]);
    expect(given(fileDecider, [uploaded, delayed]).when(delay)).toEqual([]);
    expect(given(fileDecider, [uploaded, delayed]).when(record('clean'))).toHaveLength(2);
    expect(given(fileDecider, [uploaded, scanned('clean'), documentReady]).when(delay)).toEqual([]);
  });

  test('is scanned in the trash too, and a second answer changes nothing', () => {
    const trashed = FileTrashed.of({ ...place, keptUntil: '2026-02-01T00:00:00.000Z' });
    expect(given(fileDecider, [uploaded, trashed]).when(record('clean'))).toHaveLength(2);
    expect(
      given(fileDecider, [uploaded, scanned('clean'), documentReady]).when(record('infected')),
    ).toEqual([]);
  });
});

test('what is quarantined for its content is not scanned, and no scanner takes it out', () => {
  const upload = { ...document, notices: ['macros'] };
  const events = [
    FileUploaded.of({ ...upload, awaitsScan: false }),
    FileQuarantined.of({ ...place, notices: ['macros'] }),
  ];
  expect(given(fileDecider, []).when({ type: 'RecordUpload', upload })).toEqual(events);
  expect(given(fileDecider, events).when(record('clean'))).toEqual([]);
});

test('people are told what was noticed, and what the scanner says', () => {
  expect(noticesOn({ notices: ['hyperlinks', 'unknown'], scan: 'waiting' })).toEqual([
    'hyperlinks',
    'scan_waiting',
  ]);
  expect(noticesOn({ notices: [], scan: 'clean' })).toEqual([]);
});
