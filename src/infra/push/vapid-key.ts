import { createECDH } from 'node:crypto';
import type { SqlRunner } from '../db/database.ts';

/** The key pair that says to push services who sends (RFC 8292); browsers subscribe to its public half. */
export interface VapidKey {
  publicKey: Buffer;
  privateKey: Buffer;
}

const curve = 'prime256v1';

/** Made when it is first asked for, by whichever process asks; from then on it must not change. */
export async function loadVapidKey(sql: SqlRunner): Promise<VapidKey> {
  const made = createECDH(curve);
  made.generateKeys();
  // A private key may begin with zeros, which `getPrivateKey` leaves out.
  const padded = Buffer.from(made.getPrivateKey('hex').padStart(64, '0'), 'hex');
  await sql`
    insert into auth.signing_keys (purpose, secret) values ('vapid', ${padded})
    on conflict do nothing`;
  const [row] = await sql<{ secret: Buffer }[]>`
    select secret from auth.signing_keys where purpose = 'vapid'`;
  if (!row) throw new Error('the VAPID key is missing');
  const stored = createECDH(curve);
  stored.setPrivateKey(row.secret);
  return { publicKey: stored.getPublicKey(), privateKey: row.secret };
}
