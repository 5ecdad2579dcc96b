/** The calls of files and of links to them, see `right-input.ts`. */
import { bearer, rest } from '#tests/support/app.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { formBody, formType } from '#tests/support/upload.ts';
import type { Sent } from './against-document.ts';
import type { Right, Scene } from './right-input.ts';

async function newFile({ app, owner }: Scene): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/core/files/upload/',
    headers: { 'content-type': formType, ...bearer(owner.access) },
    payload: formBody([{ field: 'file', name: 'a.jpg', bytes: await jpeg() }]),
  });
  if (response.statusCode !== 201) throw new Error(response.body);
  return response.json<{ id: string }>().id;
}

async function trashedFile(scene: Scene): Promise<string> {
  const id = await newFile(scene);
  const headers = bearer(scene.owner.access);
  await rest(scene.app, 'DELETE', `core/files/${id}/`, { headers });
  return id;
}

async function newShare(scene: Scene) {
  const fileId = await newFile(scene);
  const { body } = await rest<{ id: string; url: string }>(
    scene.app,
    'POST',
    `core/files/${fileId}/shares/`,
    { body: {}, headers: bearer(scene.owner.access) },
  );
  return { fileId, id: body.id, token: body.url.split('/s/')[1] ?? '' };
}

export async function picture(field: string): Promise<Sent> {
  const bytes = formBody([{ field, name: 'a.jpg', bytes: await jpeg() }]);
  return { form: { type: formType, bytes } };
}

export const rightFiles: Record<string, Right> = {
  'files.list': { status: 200, send: () => ({ query: '?limit=2' }) },
  'files.get': {
    status: 200,
    send: async (scene) => ({ params: { fileId: await newFile(scene) } }),
  },
  'files.update': {
    status: 200,
    send: async (scene) => ({
      params: { fileId: await newFile(scene) },
      body: { alt_text: 'A lawn' },
    }),
  },
  'files.trash': {
    status: 204,
    send: async (scene) => ({ params: { fileId: await newFile(scene) } }),
  },
  'files.restore': {
    status: 200,
    send: async (scene) => ({ params: { fileId: await trashedFile(scene) } }),
  },
  // No worker runs here, so it is not ready yet.
  'files.download': {
    status: 409,
    send: async (scene) => ({ params: { fileId: await newFile(scene) } }),
  },
  'shares.share': {
    status: 201,
    send: async (scene) => ({
      params: { fileId: await newFile(scene) },
      body: {
        password: 'open sesame',
        expires_at: new Date(Date.now() + 3_600_000).toISOString(),
        max_downloads: 3,
      },
    }),
  },
  'shares.list': {
    status: 200,
    send: async (scene) => ({ params: { fileId: (await newShare(scene)).fileId } }),
  },
  'shares.revoke': {
    status: 204,
    send: async (scene) => {
      const { fileId, id } = await newShare(scene);
      return { params: { fileId, shareId: id } };
    },
  },
  'shares.look': {
    status: 200,
    send: async (scene) => ({ params: { token: (await newShare(scene)).token }, body: {} }),
  },
  // No worker runs here, so it is not ready yet.
  'shares.take': {
    status: 409,
    send: async (scene) => ({ params: { token: (await newShare(scene)).token }, body: {} }),
  },
  'files.stats': { status: 200, send: () => ({}) },
  'files.uploadMany': { status: 207, send: () => picture('files') },
  'files.upload': { status: 201, send: () => picture('file') },
  'files.uploadImage': { status: 201, send: () => picture('image') },
};
