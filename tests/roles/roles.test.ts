/** Server and worker as processes of their own, on one database and one folder of files. */
import { expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';

test('a picture given to a server is made ready by a worker, and both end with exit code 0', async () => {
  await using server = await startProduct({ ROLE: 'server' });
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
    ROLE: 'worker',
    DATABASE_URL: server.databaseUrl,
    DATA_DIR: server.dataDir,
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
});
