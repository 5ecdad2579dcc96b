import { expect, test } from 'vitest';
import { bearer, openTestApp } from '#tests/support/app.ts';

test('the token of the settings opens the metrics, and no other does', async () => {
  const token = 'a-token-long-enough-for-metrics-0123456789';
  await using server = await openTestApp({ METRICS_TOKEN: token });
  const read = async (given: string) =>
    (await server.app.inject({ url: '/metrics', headers: bearer(given) })).statusCode;
  expect(await read(token)).toBe(200);
  expect(await read(`${token}x`)).toBe(401);
  expect((await server.app.inject('/metrics')).statusCode).toBe(401);
});
