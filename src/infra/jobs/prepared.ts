/**
 * pg-boss asks the same few long questions for each job and has Postgres plan each anew, which takes
 * longer than answering. Here they are prepared, once for each connection.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Transaction } from '../db/database.ts';

/** As pg-boss wants one. */
interface JobsDatabase {
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
}

/** For what pg-boss does inside a transaction of ours. */
export function preparedIn(tx: Transaction): JobsDatabase {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const rows = await tx.unsafe(text, values as never[], { prepare: true });
      return { rows: [...rows] };
    },
  };
}

const names = new Map<string, string>();

/** Fetching, completing and failing are each one statement, as nothing else that it does is. */
function nameOf(text: string): string | null {
  if (!/^\s*WITH\s/.test(text) || text.includes(';')) return null;
  let name = names.get(text);
  if (name === undefined) {
    name = `jobs ${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    names.set(text, name);
  }
  return name;
}

/** For the connections of pg-boss's own pool. */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    const prepared = (text: unknown, values: unknown, ...rest: unknown[]) => {
      const name = typeof text === 'string' ? nameOf(text) : null;
      return name === null
        ? query(text, values, ...rest)
        : query({ name, text, ...(Array.isArray(values) ? { values } : {}) }, ...rest);
    };
    this.query = prepared as pg.Client['query'];
  }
}
