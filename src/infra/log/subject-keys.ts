/**
 * A key for each person (or other subject), AES-256-GCM. Personal fields are stored as
 * `{"$enc": base64(nonce || ciphertext || tag), "of": subject}`; without the key they are gone,
 * in every copy of the log, and the chain still verifies.
 *
 * Keys are made outside the command's transaction: a key left over by a command that was rolled
 * back protects nothing and harms nothing, while a key remembered from a transaction that never
 * committed would seal fields that nobody can open again.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto';
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
const defaultMaxRemembered = 20_000;

/** Whether a stored field is one that a key closes. */
export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && '$enc' in value && 'of' in value;
}

const noncePool = Buffer.alloc(1_024 * nonceBytes);
let nonceOffset = noncePool.length;

/** Random bytes cost little each but much to ask for, so many are asked for at once. */
function freshNonce(): Buffer {
  if (nonceOffset === noncePool.length) {
    randomFillSync(noncePool);
    nonceOffset = 0;
  }
  nonceOffset += nonceBytes;
  return noncePool.subarray(nonceOffset - nonceBytes, nonceOffset);
}

/**
 * The keys that one batch of events needs. It holds its own, whatever is fetched or let go of
 * meanwhile: a key that was not looked for must never be taken for one that was erased.
 */
export class Keyring {
  /** null: looked for and not there, so erased. */
  readonly #keys: ReadonlyMap<string, KeyObject | null>;
  readonly #closedByAnother: Set<string>;

  /** @param closedByAnother gets the subjects with a field that another key closed. */
  constructor(keys: ReadonlyMap<string, KeyObject | null>, closedByAnother: Set<string>) {
    this.#keys = keys;
    this.#closedByAnother = closedByAnother;
  }

  seal(subjectId: string, value: unknown): Sealed {
    const key = this.#keys.get(subjectId);
    if (!key) throw new Error(`the key of subject ${subjectId} is not there to seal with`);
    const nonce = freshNonce();
    const cipher = createCipheriv(algorithm, key, nonce);
    cipher.setAAD(Buffer.from(subjectId));
    const ciphertext = cipher.update(JSON.stringify(value), 'utf8');
    // Of GCM nothing is left to come; without it there is no tag.
    cipher.final();
    const sealed = Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]);
    return { $enc: sealed.toString('base64'), of: subjectId };
  }

  open(sealed: Sealed): unknown {
    const key = this.#keys.get(sealed.of);
    if (key === undefined) throw new Error(`the key of subject ${sealed.of} was not loaded`);
    if (key === null) return erasedText;
    const plain = unsealed(sealed, key);
    if (plain !== null) return JSON.parse(plain);
    this.#closedByAnother.add(sealed.of);
    return erasedText;
  }
}

/**
 * Null where another key closed it: an erased person who is told something again has a new key, and what
 * the one before closed stays erased. (That somebody changed what is closed is for the digests to tell.)
 */
function unsealed(sealed: Sealed, key: KeyObject): string | null {
  const bytes = Buffer.from(sealed.$enc, 'base64');
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(sealed.of));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const begun = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
  try {
    return Buffer.concat([begun, decipher.final()]).toString();
  } catch {
    return null;
  }
}

export class SubjectKeys {
  readonly #sql: Sql;
  readonly #maxRemembered: number;
  readonly #remembered = new Map<string, KeyObject | null>();
  /**
   * Whose fields were met that another key than the present one closed. Rightly so of who was erased and
   * told something since; of anybody else it says that the keys are not those the log was written with.
   */
  readonly closedByAnother = new Set<string>();

  constructor(sql: Sql, maxRemembered = defaultMaxRemembered) {
    this.#sql = sql;
    this.#maxRemembered = maxRemembered;
  }

  /** Keys to seal with, made for who has none. */
  async ensure(subjectIds: Iterable<string>): Promise<Keyring> {
    const ids = [...new Set(subjectIds)];
    // In one order everywhere, so that two who make the same ones do not wait for each other.
    const missing = ids.filter((id) => !this.#remembered.get(id)).sort();
    const keys = this.#known(ids);
    if (missing.length > 0) {
      const rows = missing.map((subject_id) => ({ subject_id, key: randomBytes(32) }));
      await this.#sql`
        insert into auth.subject_keys ${this.#sql(rows, 'subject_id', 'key')} on conflict do nothing`;
      await this.#fetch(missing, keys);
    }
    return new Keyring(keys, this.closedByAnother);
  }

  /** Keys to open with. */
  async load(subjectIds: Iterable<string>): Promise<Keyring> {
    const ids = [...new Set(subjectIds)];
    const missing = ids.filter((id) => !this.#remembered.has(id));
    const keys = this.#known(ids);
    if (missing.length > 0) await this.#fetch(missing, keys);
    return new Keyring(keys, this.closedByAnother);
  }

  #known(subjectIds: readonly string[]): Map<string, KeyObject | null> {
    const keys = new Map<string, KeyObject | null>();
    for (const id of subjectIds) {
      const key = this.#remembered.get(id);
      if (key !== undefined) keys.set(id, key);
    }
    return keys;
  }

  async #fetch(subjectIds: string[], keys: Map<string, KeyObject | null>): Promise<void> {
    const rows = await this.#sql<{ subject_id: string; key: Buffer }[]>`
      select subject_id, key from auth.subject_keys where subject_id = any(${subjectIds})`;
    for (const id of subjectIds) keys.set(id, null);
    for (const row of rows) keys.set(row.subject_id, createSecretKey(row.key));
    if (this.#remembered.size + subjectIds.length > this.#maxRemembered) this.#remembered.clear();
    for (const id of subjectIds) this.#remembered.set(id, keys.get(id) ?? null);
  }

  /** A subject was erased somewhere: this process must not keep the key alive. */
  forget(subjectId: string): void {
    this.#remembered.delete(subjectId);
  }
}
