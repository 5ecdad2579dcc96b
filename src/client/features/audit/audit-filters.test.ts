import { expect, test } from 'vitest';
import { auditQuery, readAuditFilters } from './audit-filters.ts';

test('an address gives the filters it holds and nothing else', () => {
  expect(
    readAuditFilters({ type: 'FileReady', actor: '', from: '2026-05-04', to: 'soon', x: 1 }),
  ).toEqual({ type: 'FileReady', from: '2026-05-04' });
});

test('both days are included, in the reader’s own time zone', () => {
  const { from, to } = auditQuery({ from: '2026-03-28', to: '2026-03-31' });
  expect(from).toBe(new Date(2026, 2, 28).toISOString());
  expect(to).toBe(new Date(2026, 3, 1).toISOString());
});

test('no filters ask for everything', () => {
  expect(auditQuery({})).toEqual({});
});
