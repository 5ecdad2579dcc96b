import { expect, test } from 'vitest';
import { isOutage } from './outage.ts';

test.each([
  ['ECONNREFUSED', true],
  ['ENOTFOUND', true],
  ['CONNECTION_CLOSED', true],
  ['CONNECT_TIMEOUT', true],
  ['08006', true],
  // disk_full, query_canceled, admin_shutdown, io_error
  ['53100', true],
  ['57014', true],
  ['57P01', true],
  ['58030', true],
  ['ERR_CRYPTO_INVALID_KEYLEN', false],
  // unique_violation, undefined_table, program_limit_exceeded
  ['23505', false],
  ['42P01', false],
  ['54000', false],
])('%s: %s', (code, expected) => {
  expect(isOutage(Object.assign(new Error('it failed'), { code }))).toBe(expected);
});

test('what has no code is of what was asked', () => {
  expect(isOutage(new Error('event type PersonConjured is not in the registry'))).toBe(false);
});
