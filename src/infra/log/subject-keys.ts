/**
 * A key for each person (or other subject), AES-256-GCM. Personal fields are stored as
 * `{"$enc": base64(nonce || ciphertext || tag), "of": subject}`; without the key they are gone,
 * in every copy of the log, and the chain still verifies.
 *
 * Keys are made outside the command's transaction: a key left over by a command that was rolled
 * back protects nothing and harms nothing, while a key remembered from a transaction that never
 * committed would seal fields that nobody can open again.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Sql } from '../db/database.ts';

export interface Sealed {
  $enc: string;
  of: string;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** What a field reads as once its subject's key is gone. */
const erasedText = '';
/** 32 bytes each: a few megabytes at the most. */
const maxRemembered = 20_000;

export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && '$enc' in value && 'of' in value;
}

export class SubjectKeys {
  readonly #sql: Sql;
  /** null: looked for and not there, so erased. */
  readonly #remembered = new Map<string, Buffer | null>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Makes sure that each subject has a key to seal with. */
  async ensure(subjectIds: readonly string[]): Promise<void> {
    const missing = subjectIds.filter((id) => !this.#remembered.get(id));
    if (missing.length === 0) return;
    const rows = missing.map((subject_id) => ({ subject_id, key: randomBytes(32) }));
    await this.#sql`
      insert into auth.subject_keys ${this.#sql(rows, 'subject_id', 'key')} on conflict do nothing`;
    await this.#fetch(missing);
  }

  /** Fetches what `open` will need. */
  async load(subjectIds: Iterable<string>): Promise<void> {
    const missing = [...new Set(subjectIds)].filter((id) => !this.#remembered.has(id));
    if (missing.length > 0) await this.#fetch(missing);
  }

  async #fetch(subjectIds: string[]): Promise<void> {
    const rows = await this.#sql<{ subject_id: string; key: Buffer }[]>`
      select subject_id, key from auth.subject_keys where subject_id = any(${subjectIds})`;
    if (this.#remembered.size + subjectIds.length > maxRemembered) this.#remembered.clear();
    for (const id of subjectIds) this.#remembered.set(id, null);
    for (const row of rows) this.#remembered.set(row.subject_id, row.key);
  }

  seal(subjectId: string, value: unknown): Sealed {
    const key = this.#remembered.get(subjectId);
    if (!key) throw new Error(`the key of subject ${subjectId} is not there to seal with`);
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce);
    cipher.setAAD(Buffer.from(subjectId));
    const ciphertext = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
    const sealed = Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]);
    return { $enc: sealed.toString('base64'), of: subjectId };
  }

  open(sealed: Sealed): unknown {
    const key = this.#remembered.get(sealed.of);
    if (!key) return erasedText;
    const bytes = Buffer.from(sealed.$enc, 'base64');
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes));
    decipher.setAAD(Buffer.from(sealed.of));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const plain = Buffer.concat([
      decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
      decipher.final(),
    ]);
    return JSON.parse(plain.toString());
  }

  /** A subject was erased somewhere: this process must not keep the key alive. */
  forget(subjectId: string): void {
    this.#remembered.delete(subjectId);
  }
}
