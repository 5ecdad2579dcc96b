/** The same way through a real clamd, where it is installed. */
import { expect, test } from 'vitest';
import { eicar, hasClamd, startClamd } from '#tests/support/clamd.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openXml } from '#tests/support/office.ts';
import { jpeg } from '#tests/support/pictures.ts';
import {
  expectInfected,
  expectReady,
  expectWaiting,
  fileOf,
  generalUploadPath,
  signedIn,
  upload,
} from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

test.runIf(hasClamd)('a real clamd decides what is given out, also after it was away', async () => {
  await using stack = new AsyncDisposableStack();
  const clamd = stack.use(await startClamd({ maxStreamBytes: 1_000_000 }));
  const server = stack.use(await openWorkingApp({ environment: { CLAMD_URL: clamd.url } }));
  const { headers } = await signedIn(server);
  const send = async (name: string, bytes: Uint8Array) => {
    const part = { field: 'file', name, bytes };
    const { status, body } = await upload(server.app, headers, [part], generalUploadPath);
    expect([status, body.status]).toEqual([201, 'processing']);
    return body.id;
  };
  const photo = await jpeg();
  const packed = openXml('docx', { parts: [{ name: 'word/media/a.png', data: eicar }] });
  const clean = [await send('a.jpg', photo), await send('a.docx', openXml('docx'))];
  const bad = [
    await send('a.txt', eicar),
    await send('b.docx', packed),
    await send('b.jpg', Buffer.concat([photo, eicar])),
  ];
  const tooLarge = await send('large.txt', Buffer.alloc(3_000_000, 'x'));
  for (const id of clean) await expectReady(server, headers, id);
  for (const id of bad) await expectInfected(server, headers, id);
  await eventually(async () => {
    const { status, verdict } = await fileOf(server, headers, tooLarge);
    expect([status, verdict.notices[0]?.code]).toEqual(['quarantined', 'scan_limits']);
  });
  await clamd.stop();
  const later = await send('later.txt', Buffer.from('Dear Sir,'));
  await eventually(() => expectWaiting(server, headers, later, 'scan_unavailable'));
  stack.use(await startClamd({ url: clamd.url }));
  await expectReady(server, headers, later);
});
