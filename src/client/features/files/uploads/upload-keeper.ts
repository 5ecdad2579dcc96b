/**
 * The files on their way, kept in the browser's own database until they are through: a page that is
 * loaded again, or opened again later, goes on with them. A page holds a lock as long as it lives,
 * so that another one takes over only what was left behind.
 */
import type { UploadType } from './upload.ts';

export interface KeptUpload {
  id: string;
  personId: string;
  projectId: string | null;
  meetingId: string | null;
  fileType: UploadType;
  file: File;
  paused: boolean;
  /** Where the server has the part that it was sent already. */
  resumeUrl: string | null;
}

export interface UploadKeeper {
  keep: (upload: KeptUpload) => void;
  note: (id: string, change: Partial<Pick<KeptUpload, 'paused' | 'resumeUrl'>>) => void;
  forget: (ids: readonly string[]) => void;
  /** What this person left behind, here or on pages that are gone; it is this page's from now on. */
  adopt: (personId: string) => Promise<KeptUpload[]>;
}

/** Where the browser keeps nothing: private windows, locked-down machines. */
const forgetfulKeeper: UploadKeeper = {
  keep: () => undefined,
  note: () => undefined,
  forget: () => undefined,
  adopt: async () => [],
};

type Row = Omit<KeptUpload, 'file' | 'meetingId'> & {
  meetingId?: string | null;
  page: string;
  addedAtMs: number;
  name: string;
};

const rows = 'uploads';
/** Apart, so that a change of a row does not write its bytes again. */
const contents = 'contents';

export function browserKeeper(databaseName: string): UploadKeeper {
  if (typeof indexedDB === 'undefined' || !navigator.locks) return forgetfulKeeper;
  const page = crypto.randomUUID();
  const lockOf = (one: string) => `${databaseName}-page-${one}`;
  // Held until the page goes; the browser lets go of it then, however it goes.
  void navigator.locks.request(lockOf(page), () => new Promise(() => undefined));
  let opened: Promise<IDBDatabase> | null = null;
  const database = () => (opened ??= openDatabase(databaseName));
  // One after the other: what is forgotten before its turn is not written at all.
  let queue: Promise<unknown> = Promise.resolve();
  const forgotten = new Set<string>();
  const later = (work: (open: IDBDatabase) => Promise<unknown>) => {
    queue = queue.then(async () => work(await database())).catch(lost);
  };

  return {
    keep: ({ file, ...upload }) =>
      later(async (open) => {
        if (forgotten.has(upload.id)) return;
        const transaction = open.transaction([rows, contents], 'readwrite');
        const row: Row = { ...upload, page, addedAtMs: Date.now(), name: file.name };
        transaction.objectStore(rows).put(row);
        transaction.objectStore(contents).put(file, upload.id);
        await done(transaction);
      }),
    note: (id, change) =>
      later(async (open) => {
        const transaction = open.transaction(rows, 'readwrite');
        const store = transaction.objectStore(rows);
        const row = await answer(store.get(id) as IDBRequest<Row | undefined>);
        if (row) store.put({ ...row, ...change });
        await done(transaction);
      }),
    forget: (ids) => {
      if (ids.length === 0) return;
      for (const id of ids) forgotten.add(id);
      later(async (open) => {
        const transaction = open.transaction([rows, contents], 'readwrite');
        for (const id of ids) {
          transaction.objectStore(rows).delete(id);
          transaction.objectStore(contents).delete(id);
        }
        await done(transaction);
      });
    },
    adopt: async (personId) => {
      try {
        // Two pages that open at once must not both take the same.
        return await navigator.locks.request(`${databaseName}-adopt`, async () => {
          const { held = [] } = await navigator.locks.query();
          const living = new Set(held.map(({ name }) => name));
          const isLeft = (row: Row) =>
            row.personId === personId && (row.page === page || !living.has(lockOf(row.page)));
          return take(await database(), page, isLeft);
        });
      } catch (error) {
        lost(error);
        return [];
      }
    },
  };
}

async function take(
  database: IDBDatabase,
  page: string,
  isLeft: (row: Row) => boolean,
): Promise<KeptUpload[]> {
  const transaction = database.transaction([rows, contents], 'readwrite');
  const store = transaction.objectStore(rows);
  const all = await answer(store.getAll() as IDBRequest<Row[]>);
  const left = all.filter(isLeft).toSorted((one, other) => one.addedAtMs - other.addedAtMs);
  const taken: KeptUpload[] = [];
  for (const row of left) {
    const stored = transaction.objectStore(contents).get(row.id) as IDBRequest<Blob | undefined>;
    const content = await answer(stored);
    if (!content) {
      store.delete(row.id);
      continue;
    }
    store.put({ ...row, page });
    const file = new File([content], row.name, { type: content.type });
    const { id, projectId, fileType, personId, paused, resumeUrl } = row;
    // An earlier version of the page knew of no meetings.
    const meetingId = row.meetingId ?? null;
    taken.push({ id, projectId, meetingId, fileType, personId, paused, resumeUrl, file });
  }
  await done(transaction);
  return taken;
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(rows, { keyPath: 'id' });
    request.result.createObjectStore(contents);
  });
  return answer(request);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no reason given')));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    const fail = () => reject(transaction.error ?? new Error('aborted'));
    transaction.addEventListener('error', fail);
    transaction.addEventListener('abort', fail);
  });
}

/** The upload itself goes on; it only would not survive a reload. */
function lost(error: unknown): void {
  console.warn('This upload is not kept over a reload:', error);
}
