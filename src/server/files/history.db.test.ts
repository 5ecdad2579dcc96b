/** What happened to one file, told to those who see it and to nobody else. */
import { expect, test } from 'vitest';
import type { FileHistoryEntry } from '#readmodels/files/file-history.ts';
import { openTestApp, rest, trpc } from '#tests/support/app.ts';
import { makeTeam } from '#tests/support/team.ts';
import { generalUploadPath, upload } from '#tests/support/upload.ts';

test('newest first, each with who did it and the name it got', async () => {
  await using server = await openTestApp();
  const { owner, editor, viewer, stranger, projectId } = await makeTeam(server);
  const parts = [
    { field: 'project_id', value: projectId },
    { field: 'file', name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('Notes') },
  ];
  const sent = await upload(server.app, editor.headers, parts, generalUploadPath);
  const path = `core/files/${sent.body.id}/`;
  const { headers } = owner;
  await rest(server.app, 'PATCH', path, { headers, body: { alt_text: 'Of the week' } });
  await rest(server.app, 'PATCH', path, { headers, body: { name: 'week.txt' } });
  await rest(server.app, 'DELETE', path, { headers: editor.headers });
  await rest(server.app, 'POST', `${path}restore/`, { headers });

  const input = { fileId: sent.body.id };
  const historyFor = (mate: typeof owner) =>
    trpc<FileHistoryEntry[]>(server.app, 'query', 'files.history', input, mate.headers);
  const { body } = await historyFor(viewer);
  expect(body.map(({ type, actor, name }) => [type, actor?.name, name])).toEqual([
    ['file.restored', 'Olga', null],
    ['file.removed', 'Emil', null],
    ['file.updated', 'Olga', 'week.txt'],
    ['file.updated', 'Olga', null],
    ['file.ready', 'Emil', null],
    ['file.added', 'Emil', null],
  ]);
  expect((await historyFor(stranger)).status).toBe(404);
});
