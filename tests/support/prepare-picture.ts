import pino from 'pino';
import { expect } from 'vitest';
import type { Storage } from '#infra/storage/storage.ts';
import { makeRenditionsHandler } from '#worker/files/make-renditions.handler.ts';
import { PictureWorkshop } from '#worker/files/workshop/workshop.ts';
import type { TestServer } from './app.ts';
import { eventually } from './eventually.ts';

/** Does what the worker's job does with a picture that was taken in, where there is no worker; done when people see it. */
export async function preparePicture(
  { services }: TestServer,
  fileId: string,
  others: { keepOriginals?: boolean; storage?: Storage; workshop?: PictureWorkshop } = {},
): Promise<void> {
  const { platform, storage, settings } = services;
  const { keepOriginals } = settings.uploads;
  await using own = others.workshop ? null : new PictureWorkshop();
  const workshop = others.workshop ?? own;
  if (!workshop) throw new Error('nowhere to prepare it');
  const log = pino({ level: 'silent' });
  const handler = makeRenditionsHandler({
    platform,
    storage,
    keepOriginals,
    log,
    ...others,
    workshop,
  });
  await handler.run({ fileId, eventId: '1' }, AbortSignal.timeout(60_000));
  await eventually(async () => {
    const { sql } = platform.database;
    const late = await sql`select from files where id = ${fileId} and status = 'processing'`;
    expect(late).toHaveLength(0);
  });
}
