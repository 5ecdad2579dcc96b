import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** A browser's half of the secret. */
export interface BrowserKeys {
  p256dh: Uint8Array;
  auth: Uint8Array;
}

/** What is chosen anew for each message; given in the test of the RFC's own example. */
interface Chosen {
  salt: Buffer;
  privateKey: Buffer;
}

const recordBytes = 4096;
const endOfLastRecord = 2;

/** Encrypts for one browser, so that no push service can read it (RFC 8291, aes128gcm). */
export function encryptPush(payload: Buffer, browser: BrowserKeys, chosen?: Chosen): Buffer {
  const local = createECDH('prime256v1');
  if (chosen) local.setPrivateKey(chosen.privateKey);
  else local.generateKeys();
  const salt = chosen?.salt ?? randomBytes(16);
  const localPublic = local.getPublicKey();
  const shared = local.computeSecret(browser.p256dh);
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), browser.p256dh, localPublic]);
  const secret = derive(shared, browser.auth, keyInfo, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const header = Buffer.alloc(21);
  salt.copy(header);
  header.writeUInt32BE(recordBytes, 16);
  header.writeUInt8(localPublic.length, 20);
  return Buffer.concat([
    header,
    localPublic,
    cipher.update(payload),
    cipher.update(Buffer.from([endOfLastRecord])),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function derive(key: Uint8Array, salt: Uint8Array, info: Uint8Array, sizeBytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, sizeBytes));
}
