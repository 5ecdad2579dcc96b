/** Uploads pictures over HTTP, as a browser does, from a process of its own. */
import { readFile } from 'node:fs/promises';
import { answerParent } from '../support/clients.ts';

export interface UploadRequest {
  /** The whole address of the upload. */
  url: string;
  token: string;
  picture: string;
  times: number;
  atOnce: number;
}

answerParent<UploadRequest, { ids: string[] }>(async (request) => {
  const { url, token, picture, times, atOnce } = request;
  const bytes = await readFile(picture);
  const ids: string[] = [];
  let left = times;
  const uploadNext = async () => {
    while (left > 0) {
      left -= 1;
      const form = new FormData();
      form.set('image', new File([bytes], 'photo.jpg', { type: 'image/jpeg' }));
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(url, { method: 'POST', headers, body: form });
      if (answer.status !== 201) throw new Error(`the upload was answered ${answer.status}`);
      const file = (await answer.json()) as { id: string };
      ids.push(file.id);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, uploadNext));
  return { ids };
});
