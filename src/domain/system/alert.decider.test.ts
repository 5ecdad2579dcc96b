import { expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { alertCodes, alertText } from './alert.conditions.ts';
import { alertDecider } from './alert.decider.ts';
import { AlertRaised, AlertResolved } from './alert.events.ts';

const at = '2026-03-01T09:00:00.000Z';
const raise = {
  type: 'RaiseAlert',
  alertId: '018f4a3e-7c1d-7000-8000-000000000001',
  code: 'disk.nearly_full',
  params: { free_mb: 700, percent: 3 },
  at,
} as const;
const data = {
  alertId: raise.alertId,
  code: raise.code,
  severity: 'critical',
  params: raise.params,
  raisedAt: at,
} as const;

test('a condition has one open alert, however often it is found', () => {
  const raised = AlertRaised.of(data);
  expect(given(alertDecider, []).when(raise)).toEqual([raised]);
  const again = { ...raise, alertId: '018f4a3e-7c1d-7000-8000-000000000002' };
  expect(given(alertDecider, [raised]).when(again)).toEqual([]);
  const resolved = AlertResolved.of(data);
  expect(given(alertDecider, [raised]).when({ type: 'ResolveAlert' })).toEqual([resolved]);
  expect(given(alertDecider, [raised, resolved]).when({ type: 'ResolveAlert' })).toEqual([]);
  expect(given(alertDecider, [raised, resolved]).when(again)).toEqual([
    AlertRaised.of({ ...data, alertId: again.alertId }),
  ]);
});

test('an alert says what it knows, in both languages', () => {
  expect(alertText('disk.nearly_full', 'en', data.params).message).toContain('700 MB (3 %)');
  for (const code of alertCodes) {
    const { title, message } = alertText(code, 'fr', {});
    expect(title).not.toBe(alertText(code, 'en', {}).title);
    expect(message).not.toBe('');
  }
});
