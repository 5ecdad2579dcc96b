import { eq } from 'drizzle-orm';
import type { fileEvents } from '#domain/files/file.events.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { files } from '#drizzle/files.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';
import { rowOfUpload } from './file.entity.ts';
import { changesBy } from './file.fold.ts';

function change(event: RecordedEvent, orm: Orm) {
  // The codec validated what it stored; only events of a file's stream come here.
  const changed = event as RecordedEvent & Parameters<typeof changesBy>[0];
  return [orm.update(files).set(changesBy(changed)).where(eq(files.id, changed.data.fileId))];
}

export const filesProjection: Projection = {
  name: 'files',
  tables: [files],
  handlers: handlersFor<(typeof fileEvents)[number]>({
    FileUploaded: ({ data, position, occurredAt }, orm) => [
      orm.insert(files).values({ ...rowOfUpload(data, occurredAt), position }),
    ],
    FileReady: change,
    FileFailed: change,
    FileScanned: change,
    FileScanDelayed: change,
    FileQuarantined: change,
    FileDetailsChanged: change,
    FileTrashed: change,
    FileRestored: change,
    FileDeleted: ({ data }, orm) => [orm.delete(files).where(eq(files.id, data.fileId))],
  }),
};
