import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { importJWK, SignJWT } from 'jose';
import { type BrowserKeys, encryptPush } from './encrypt.ts';
import { mayBePublic, publicLookup } from './public-host.ts';
import type { VapidKey } from './vapid-key.ts';

export interface PushOptions {
  /** Whom a push service may write to: `https:` or `mailto:`. */
  subject: string;
  /** For tests: endpoints on this machine, also without TLS. */
  innerEndpoints: boolean;
}

export interface Push {
  endpoint: string;
  keys: BrowserKeys;
  payload: object;
  /** A later message with the same one takes the place of an earlier that is not delivered yet. */
  topic: string;
}

/**
 * `gone`: the browser has no subscription there any more, and never will again. `refused`: this message
 * will not be taken, however often it is sent; the next one may be. A signature that is not believed is
 * such a case: more often it is our clock that is wrong than a subscription for another key.
 */
export type PushOutcome = 'sent' | 'gone' | 'refused';

const goneStatuses = new Set([404, 410]);
/** Come later: too many at the moment, or nobody there in time. */
const passingStatuses = new Set([408, 425, 429]);

const timeToLiveSeconds = 24 * 3_600;
const timeoutMs = 10_000;

/** Whether an endpoint is one that may be sent to; its host's address is looked at on sending. */
export function isPushEndpoint(endpoint: string, { innerEndpoints }: PushOptions): boolean {
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password) return false;
  if (innerEndpoints) return url.protocol === 'https:' || url.protocol === 'http:';
  return url.protocol === 'https:' && mayBePublic(url.hostname);
}

/** Hands a message to the browser's push service. Rejects where it is worth another try. */
export async function sendPush(
  vapid: VapidKey,
  options: PushOptions,
  { endpoint, keys, payload, topic }: Push,
  signal: AbortSignal,
): Promise<PushOutcome> {
  if (!isPushEndpoint(endpoint, options)) return 'gone';
  const body = encryptPush(Buffer.from(JSON.stringify(payload)), keys);
  const url = new URL(endpoint);
  const status = await post(url, body, options, signal, {
    authorization: await vapidHeader(vapid, url.origin, options.subject),
    'content-encoding': 'aes128gcm',
    'content-type': 'application/octet-stream',
    'content-length': String(body.length),
    ttl: String(timeToLiveSeconds),
    urgency: 'normal',
    topic,
  });
  if (status >= 200 && status < 300) return 'sent';
  if (goneStatuses.has(status)) return 'gone';
  if (status >= 400 && status < 500 && !passingStatuses.has(status)) return 'refused';
  throw new Error(`a push service answered ${status}`);
}

async function vapidHeader(vapid: VapidKey, audience: string, subject: string): Promise<string> {
  const part = (from: number, to: number) =>
    vapid.publicKey.subarray(from, to).toString('base64url');
  const key = await importJWK(
    {
      kty: 'EC',
      crv: 'P-256',
      // After the mark of an uncompressed point.
      x: part(1, 33),
      y: part(33, 65),
      d: vapid.privateKey.toString('base64url'),
    },
    'ES256',
  );
  const token = await new SignJWT({})
    .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
    .setAudience(audience)
    .setExpirationTime('12h')
    .setSubject(subject)
    .sign(key);
  return `vapid t=${token}, k=${vapid.publicKey.toString('base64url')}`;
}

/** Redirects are not followed: they are answers like any other, and lead nowhere. */
function post(
  url: URL,
  body: Buffer,
  { innerEndpoints }: PushOptions,
  signal: AbortSignal,
  headers: Record<string, string>,
): Promise<number> {
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sending = open(
      url,
      {
        method: 'POST',
        headers,
        agent: false,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        ...(innerEndpoints ? {} : { lookup: publicLookup }),
      },
      (response) => {
        // What it says beside the status is of no use, and may be of any length.
        response.destroy();
        resolve(response.statusCode ?? 0);
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}
