import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { fileDecider } from './file.decider.ts';
import { FileQuarantined, FileReady, FileUploaded } from './file.events.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';
const it = '018f4a3e-7c1d-7000-8000-000000000003';

describe('a file', () => {
  const upload = {
    fileId: it,
    uploadedBy: ana,
    projectId: null,
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
  } as const;
  const renditions = {
    mimeType: 'image/jpeg',
    width: 640,
    height: 480,
    sizeBytes: 8,
    storageKey: '2026/01/x.picture.jpg',
    thumbnails: [],
  };
  const ready = FileReady.of({ fileId: it, uploadedBy: ana, projectId: null, ...renditions });

  test('becomes ready once; a job that runs again changes nothing', () => {
    const uploaded = FileUploaded.of(upload);
    expect(given(fileDecider, [uploaded]).when({ type: 'RecordRenditions', renditions })).toEqual([
      ready,
    ]);
    expect(
      given(fileDecider, [uploaded, ready]).when({ type: 'RecordRenditions', renditions }),
    ).toEqual([]);
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
  const place = { fileId: it, uploadedBy: ana, projectId: null };

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
    expect(given(fileDecider, recorded).when({ type: 'RecordRenditions', renditions })).toEqual([]);
  });
});
