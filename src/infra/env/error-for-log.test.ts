import { DrizzleQueryError } from 'drizzle-orm/errors';
import pino from 'pino';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { errorForLog } from './error-for-log.ts';

test('a failed query is logged with its text and its cause, and without anybody’s values', () => {
  const cause = Object.assign(new postgres.PostgresError('duplicate key'), {
    message: 'duplicate key',
    code: '23505',
    detail: 'Key (email)=(ana@example.org) already exists.',
    where: "unnamed portal parameter $1 = 'ana@example.org'",
  });
  const query = new DrizzleQueryError('insert into people values ($1)', ['ana@example.org'], cause);
  const lines: string[] = [];
  const log = pino({ serializers: { err: errorForLog } }, { write: (line) => lines.push(line) });
  log.child({ part: 'http' }).error({ err: new Error('outer', { cause: query }) }, 'failed');
  expect(lines.join('')).not.toContain('ana@example.org');
  const { err } = JSON.parse(lines[0] ?? '') as { err: unknown };
  expect(err).toMatchObject({
    message: 'outer',
    cause: {
      type: 'DrizzleQueryError',
      query: 'insert into people values ($1)',
      stack: expect.stringContaining('error-for-log.test.ts') as unknown,
      cause: { message: 'duplicate key', code: '23505' },
    },
  });
});

test('of what an error brings along plain values are logged, and no objects', () => {
  const client = { secretKey: 4711, activeQuery: { values: ['ana@example.org'] } };
  const error = Object.assign(new Error('terminated'), { code: '57P01', port: 5432, client });
  expect(errorForLog(error)).toEqual({
    type: 'Error',
    message: 'terminated',
    stack: error.stack,
    code: '57P01',
    port: 5432,
  });
});

test('what is thrown and no error is logged as it is', () => {
  expect(errorForLog('text')).toBe('text');
});
