/**
 * Uploads, deletions, restores and clean-ups of the same few contents, several at once in an order
 * that chance makes, against what a simple model says may come of them.
 */
import { utimes } from 'node:fs/promises';
import fc from 'fast-check';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { originalKey } from '#infra/storage/storage-key.ts';
import { ifThere } from '#infra/storage/staging.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { preparePicture } from '#tests/support/prepare-picture.ts';
import { expectNothingSpare, expectWhole, keptFiles } from '#tests/support/stored-files.ts';
import { storagePlaces } from '#tests/support/storages.ts';
import { tusClient } from '#tests/support/tus.ts';
import { filesBelow, generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';
import { expireUploads } from '#worker/files/expire-uploads.ts';
import { purgeTrash } from '#worker/files/purge-trash.ts';
import { sweepOrphans } from '#worker/files/sweep-orphans.ts';
import { PictureWorkshop } from '#worker/files/workshop/workshop.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const contents = [
  { name: 'one.txt', bytes: Buffer.from('one\n') },
  { name: 'two.txt', bytes: Buffer.from('two\n') },
  { name: 'photo.jpg', bytes: await jpeg({ width: 40, height: 30 }) },
];
type Content = (typeof contents)[number];

/** Which file is meant: the nth of those that there are by then. */
const nth = fc.nat(50);
/** Pictures have more that can go wrong. */
const what = fc.constantFrom(0, 1, 2, 2);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('send' as const),
      who: fc.nat(1),
      what,
      byTus: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('trash' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('restore' as const), nth }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('prepare' as const), nth, keeps: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('purge' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('sweep' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('leave bytes behind' as const), what }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Place = 'kept' | 'trashed' | 'gone';

interface ModelFile {
  id: string;
  owner: number;
  /** Where it may be: where several did something with it at once, more than one place. */
  may: Set<Place>;
}

class Model {
  readonly files: ModelFile[] = [];

  /** One file at a time is chosen, so that two steps of one batch mean two files or the same one. */
  nth(which: number): ModelFile | undefined {
    return this.files.length > 0 ? this.files[which % this.files.length] : undefined;
  }

  /** What a step may do to each file, whichever of the batch's others come before it. */
  allow(batch: readonly Step[]): void {
    for (;;) {
      const before = this.files.reduce((sum, { may }) => sum + may.size, 0);
      for (const one of batch) {
        if (one.does === 'trash') this.#move(this.nth(one.nth), 'kept', 'trashed');
        if (one.does === 'restore') this.#move(this.nth(one.nth), 'trashed', 'kept');
        if (one.does === 'purge')
          for (const file of this.files) this.#move(file, 'trashed', 'gone');
      }
      if (this.files.reduce((sum, { may }) => sum + may.size, 0) === before) return;
    }
  }

  #move(file: ModelFile | undefined, from: Place, to: Place): void {
    if (file?.may.has(from)) file.may.add(to);
  }
}

class Scene {
  readonly model = new Model();
  readonly #server: TestApp;
  readonly #people: Awaited<ReturnType<typeof signedIn>>[];
  readonly #workshop: PictureWorkshop;

  constructor(
    server: TestApp,
    people: Awaited<ReturnType<typeof signedIn>>[],
    workshop: PictureWorkshop,
  ) {
    this.#server = server;
    this.#people = people;
    this.#workshop = workshop;
  }

  /** All of a batch at once. Returns the files that were made. */
  async run(batch: readonly Step[]): Promise<void> {
    const chosen = batch.map((one) => ('nth' in one ? this.model.nth(one.nth) : undefined));
    this.model.allow(batch);
    const made = await Promise.all(batch.map((one, index) => this.#do(one, chosen[index])));
    for (const file of made) if (file) this.model.files.push(file);
  }

  async #do(one: Step, file: ModelFile | undefined): Promise<ModelFile | null> {
    const { app, services } = this.#server;
    const { storage } = services;
    const needed = { ...services, log: pino({ level: 'silent' }) };
    switch (one.does) {
      case 'send':
        return this.#send(one.who, contentOf(one.what), one.byTus);
      case 'trash':
      case 'restore': {
        if (!file) return null;
        const [method, end] =
          one.does === 'trash' ? (['DELETE', ''] as const) : (['POST', 'restore/'] as const);
        const headers = this.#people[file.owner]?.headers ?? {};
        const answer = await rest(app, method, `core/files/${file.id}/${end}`, { headers });
        expect([200, 204, 404, 409]).toContain(answer.status);
        return null;
      }
      case 'prepare': {
        const others = { keepOriginals: one.keeps, workshop: this.#workshop };
        if (file) await preparePicture(this.#server, file.id, others);
        return null;
      }
      case 'purge':
        await purgeTrash(needed, new Date(Date.now() + 31 * dayMs));
        return null;
      case 'sweep':
        await sweepOrphans(needed, new Date(Date.now() - hourMs));
        await expireUploads(needed, new Date());
        return null;
      case 'leave bytes behind':
        await storage.put(originalKey(uuidv7(), 'txt', new Date()), contentOf(one.what).bytes);
        return null;
    }
  }

  async #send(owner: number, { name, bytes }: Content, byTus: boolean): Promise<ModelFile> {
    const { app } = this.#server;
    const headers = this.#people[owner]?.headers ?? {};
    const answer = byTus
      ? await tusClient(app, headers).create(bytes.length, { filename: name }, { bytes })
      : await upload(app, headers, [{ field: 'file', bytes, name }], generalUploadPath);
    expect(answer.status).toBe(201);
    return { id: answer.body.id, owner, may: new Set(['kept']) };
  }

  /** Where each file is by the log; where the model allows it, that is where it is from now on. */
  async compare(): Promise<void> {
    const { sql } = this.#server.services.platform.database;
    const rows = await sql<{ id: string; last: string }[]>`
      select distinct on (stream) substr(stream, 6) as id, type as last from log.events
      where stream like 'file-%' and type in ('FileUploaded', 'FileTrashed', 'FileRestored', 'FileDeleted')
      order by stream, version desc`;
    const lasts = new Map(rows.map(({ id, last }) => [id, last]));
    const places: Record<string, Place> = { FileTrashed: 'trashed', FileDeleted: 'gone' };
    for (const { id, may } of this.model.files) {
      const place = places[lasts.get(id) ?? ''] ?? 'kept';
      expect([...may]).toContain(place);
      may.clear();
      may.add(place);
    }
    const there = this.model.files.filter(({ may }) => !may.has('gone')).map(({ id }) => id);
    expect((await keptFiles(this.#server)).map(({ id }) => id).sort()).toEqual(there.sort());
  }
}

function contentOf(what: number): Content {
  const content = contents[what];
  if (!content) throw new Error(`no content ${what}`);
  return content;
}

/** As if the grace time of everything that is there were over. */
async function age(folders: (string | null)[]): Promise<void> {
  const longAgo = new Date(Date.now() - 2 * hourMs);
  for (const folder of folders) {
    for (const path of folder ? await filesBelow(folder) : []) {
      // What was there before is removed after its upload was answered.
      await ifThere(() => utimes(path, longAgo, longAgo));
    }
  }
}

// A bucket is asked over HTTP for every object of every check: fewer runs show as much.
const runs: Record<string, number> = { 'a folder': 8, 'a bucket': 4 };

test.for(storagePlaces)(
  'in %s every file has its bytes and nothing else is left, whatever comes together',
  async ([name, openPlace]) => {
    await using place = await openPlace();
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
    process.stdout.write(`SEED=${seed}\n`);
    await using server = await openTestApp(await place.empty());
    await using workshop = new PictureWorkshop();
    const people = [await signedIn(server), await signedIn(server, 'ben@example.org')];
    const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), {
      minLength: 4,
      maxLength: 10,
    });
    const scene = new Scene(server, people, workshop);
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        for (const batch of all) {
          await scene.run(batch);
          await scene.compare();
          await expectWhole(server);
          await age([server.services.settings.dataDir, place.folder]);
        }
        const needed = { ...server.services, log: pino({ level: 'silent' }) };
        await eventually(async () => {
          await sweepOrphans(needed, new Date());
          await expectNothingSpare(server);
        });
      }),
      // Each run goes on from the one before, so a smaller one would not be the same.
      { seed, numRuns: runs[name] ?? 1, endOnFailure: true },
    );
  },
);
