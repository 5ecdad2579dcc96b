import { randomBytes } from 'node:crypto';
import type { Sql } from './db/database.ts';

/** `access` signs access tokens, `files` links to files, `mail` links in mails. The same on every server. */
export interface SigningKeys {
  access: Uint8Array;
  files: Uint8Array;
  mail: Uint8Array;
}

const keyBytes = 32;

/** Made at the first start, whichever process is first. */
export async function loadSigningKeys(sql: Sql): Promise<SigningKeys> {
  const made = ['access', 'files', 'mail'].map((purpose) => ({
    purpose,
    secret: randomBytes(keyBytes),
  }));
  await sql`insert into auth.signing_keys ${sql(made, 'purpose', 'secret')} on conflict do nothing`;
  const rows = await sql<{ purpose: string; secret: Buffer }[]>`
    select purpose, secret from auth.signing_keys`;
  const secrets = new Map(rows.map((row) => [row.purpose, row.secret]));
  const access = secrets.get('access');
  const files = secrets.get('files');
  const mail = secrets.get('mail');
  if (!access || !files || !mail) throw new Error('signing keys are missing');
  return { access, files, mail };
}
