/** Server and worker as processes of their own, on one database and one place for files. */
import { expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { administrator, type RunningProduct, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';
import { startS3Server } from '#tests/support/s3-server.ts';

/** A picture goes to a server alone; then a worker is started that finds its bytes. */
async function makesReady(
  settings: Record<string, string>,
  workersDataDir: (server: RunningProduct) => Record<string, string>,
): Promise<void> {
  await using server = await startProduct({ ...settings, ROLE: 'server' });
  const { access } = await signIn(server.url, administrator);
  const form = new FormData();
  form.append('image', new Blob([await jpeg()], { type: 'image/jpeg' }), 'meadow.jpg');
  const answer = await fetch(`${server.url}/api/v1/core/images/upload/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access}` },
    body: form,
  });
  expect(answer.status).toBe(201);
  const { id, status } = (await answer.json()) as { id: string; status: string };
  // Nobody has made it ready: a server alone does no jobs.
  expect(status).toBe('processing');
  await using worker = await startProduct({
    ...settings,
    ROLE: 'worker',
    DATABASE_URL: server.databaseUrl,
    ...workersDataDir(server),
  });
  const ready = await eventually(async () => {
    const file = await call<{ status: string; thumbnails: unknown[]; url: string }>(
      server.url,
      `core/files/${id}/`,
      { token: access },
    );
    expect(file.status).toBe('ready');
    return file;
  });
  expect(ready.thumbnails.length).toBeGreaterThan(0);
  expect((await fetch(ready.url)).status).toBe(200);
  expect(await worker.stop()).toBe(0);
  expect(await server.stop()).toBe(0);
}

test('a picture given to a server is made ready by a worker, and both end with exit code 0', () =>
  makesReady({}, (server) => ({ DATA_DIR: server.dataDir })));

test('with a bucket they share no folder', async () => {
  await using s3 = await startS3Server();
  const { bucket, endpoint, accessKeyId, secretAccessKey } = s3.settings;
  await makesReady(
    {
      S3_BUCKET: bucket,
      S3_ENDPOINT: String(endpoint),
      S3_ACCESS_KEY_ID: String(accessKeyId),
      S3_SECRET_ACCESS_KEY: String(secretAccessKey),
      S3_FORCE_PATH_STYLE: 'on',
    },
    () => ({}),
  );
});
