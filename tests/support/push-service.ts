/** A push service and a browser in one: takes what is pushed, decrypts it, and checks who sent it. */
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importJWK, jwtVerify } from 'jose';

export interface ReceivedPush {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface PushService extends AsyncDisposable {
  origin: string;
  received: ReceivedPush[];
  /** What it answers from now on. */
  status: number;
  /** A browser's subscription at a path of it. */
  subscription: (path: string) => {
    endpoint: string;
    keys: { p256dh: string; auth: string };
  };
  decrypt: (push: ReceivedPush) => Record<string, unknown>;
}

export async function startPushService(): Promise<PushService> {
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const auth = randomBytes(16);
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      service.received.push({ path, headers, body: Buffer.concat(parts) });
      response.statusCode = service.status;
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const service: PushService = {
    origin,
    received: [],
    status: 201,
    subscription: (path) => ({
      endpoint: `${origin}${path}`,
      keys: {
        p256dh: browser.getPublicKey('base64url'),
        auth: auth.toString('base64url'),
      },
    }),
    decrypt: ({ body }) => {
      // RFC 8188, 2.1: salt, record size, key id; and RFC 8291, 3.4.
      const salt = body.subarray(0, 16);
      const senderKey = body.subarray(21, 21 + body.readUInt8(20));
      const record = body.subarray(21 + senderKey.length);
      const derive = (key: Buffer, from: Buffer, info: Buffer, size: number) =>
        Buffer.from(hkdfSync('sha256', key, from, info, size));
      const info = Buffer.concat([
        Buffer.from('WebPush: info\0'),
        browser.getPublicKey(),
        senderKey,
      ]);
      const secret = derive(browser.computeSecret(senderKey), auth, info, 32);
      const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const decipher = createDecipheriv('aes-128-gcm', key, nonce);
      decipher.setAuthTag(record.subarray(-16));
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
      const text = padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
      return JSON.parse(text) as Record<string, unknown>;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return service;
}

/** Checks a push's VAPID header as a push service does (RFC 8292); what its token says. */
export async function verifiedVapid({ headers }: ReceivedPush, publicKey: string, origin: string) {
  const [, token = '', key = ''] =
    /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (key !== publicKey) throw new Error(`signed with ${key}`);
  const point = Buffer.from(key, 'base64url');
  const jwk = await importJWK({
    kty: 'EC',
    crv: 'P-256',
    alg: 'ES256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  });
  const { payload } = await jwtVerify(token, jwk, { audience: origin, algorithms: ['ES256'] });
  return payload;
}
