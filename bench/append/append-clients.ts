import pino from 'pino';
import { v7 as uuid } from 'uuid';
import { fileDecider, type FileCommand } from '#domain/files/file.decider.ts';
import { openDatabase } from '#infra/db/database.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { NewStreams } from '#infra/log/new-streams.ts';
import { Signals } from '#infra/log/signals.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import type { EventLog } from '#infra/log/transact.ts';
import { answerParent, clientSettings } from '../support/clients.ts';
import type { Round } from '../support/result.ts';

export interface AppendSettings {
  url: string;
  role: string | null;
  writers: number;
}

export interface AppendRequest {
  what: 'bare' | 'product';
  forMs: number;
}

/** Of an event's row as Postgres stores it, without what Postgres adds to each row. */
const rowBytes = 1_000;

const { url, role, writers } = clientSettings<AppendSettings>();
const database = openDatabase({
  url,
  role,
  applicationName: 'bench writers',
  maxConnections: writers,
});
const keysDatabase = openDatabase({
  url,
  role,
  applicationName: 'bench writers keys',
  maxConnections: 2,
});
const signals = new Signals(keysDatabase.sql, pino({ level: 'error' }));
await signals.listen(url, 'bench writers');
const keys = new SubjectKeys(keysDatabase.sql);
const eventLog: EventLog = {
  sql: database.sql,
  keys,
  newStreams: new NewStreams(database.sql, keys),
  appended: () => signals.raise('appended'),
};
const people = Array.from({ length: writers }, () => uuid());
const payload = 'x'.repeat(rowBytes);

async function insertOne(): Promise<void> {
  await database.sql`insert into bench.rows (payload) values (${payload})`;
}

async function appendOne(personId: string): Promise<void> {
  const fileId = uuid();
  const command: FileCommand = {
    type: 'RecordUpload',
    upload: {
      fileId,
      uploadedBy: personId,
      projectId: null,
      meetingId: null,
      fileType: 'image',
      originalName: 'picture.jpg',
      altText: '',
      mimeType: 'image/jpeg',
      sizeBytes: 1_234_567,
      sha256: fileId.replaceAll('-', '').padStart(64, '0'),
      width: 1_920,
      height: 1_080,
      storageKey: `2026/01/${fileId}.jpg`,
      placeholder: null,
      notices: [],
      awaitsScan: false,
    },
  };
  const result = await executeCommand(
    eventLog,
    { actorId: personId },
    { decider: fileDecider, id: fileId, command, isNew: true },
  );
  if (!result.ok) throw new Error(result.refusal.code);
}

answerParent<AppendRequest, Round>(async ({ what, forMs }) => {
  const startedAt = performance.now();
  const until = startedAt + forMs;
  const latenciesMs: number[] = [];
  await Promise.all(
    people.map(async (personId) => {
      while (performance.now() < until) {
        const before = performance.now();
        await (what === 'bare' ? insertOne() : appendOne(personId));
        latenciesMs.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  return { value: latenciesMs.length / seconds, latenciesMs };
});
