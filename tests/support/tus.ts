/** tus as a client speaks it, one request at a time. */
import type { FastifyInstance } from 'fastify';
import type { FileEntity } from '#readmodels/files/file.entity.ts';

export const tusPath = '/api/v1/core/files/tus/';

export function metadataHeader(metadata: Record<string, string>): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

export interface TusAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  /** The File, a problem, or nothing. */
  body: FileEntity & { code: string; detail: string; errors: { field: string }[] };
}

export interface TusRequest {
  method: 'OPTIONS' | 'POST' | 'HEAD' | 'PATCH' | 'DELETE';
  url?: string;
  headers?: Record<string, string>;
  bytes?: Buffer;
}

/** A client of one person. */
export function tusClient(app: FastifyInstance, credentials: Record<string, string>) {
  const send = async ({ method, url = tusPath, headers, bytes }: TusRequest) => {
    const answer = await app.inject({
      method,
      url,
      headers: {
        ...credentials,
        'tus-resumable': '1.0.0',
        ...(bytes ? { 'content-type': 'application/offset+octet-stream' } : {}),
        ...headers,
      },
      ...(bytes ? { payload: bytes } : {}),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string | undefined>,
      body: (answer.body ? JSON.parse(answer.body) : {}) as TusAnswer['body'],
    } satisfies TusAnswer;
  };
  return {
    send,
    create: (
      lengthBytes: number,
      metadata: Record<string, string> = {},
      more: Partial<TusRequest> = {},
    ) =>
      send({
        method: 'POST',
        ...more,
        headers: {
          'upload-length': String(lengthBytes),
          'upload-metadata': metadataHeader(metadata),
          ...more.headers,
        },
      }),
    patch: (url: string, offset: number, bytes: Buffer, headers: Record<string, string> = {}) =>
      send({
        method: 'PATCH',
        url,
        bytes,
        headers: { 'upload-offset': String(offset), ...headers },
      }),
    head: (url: string) => send({ method: 'HEAD', url }),
    end: (url: string) => send({ method: 'DELETE', url }),
  };
}

/** Where an upload is, by the answer that made it. */
export function locationOf({ headers }: TusAnswer): string {
  return URL.parse(headers.location ?? '')?.pathname ?? '';
}
