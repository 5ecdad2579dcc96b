import { expect, test } from 'vitest';
import { openTestApp } from '#tests/support/app.ts';

const preflight = {
  method: 'OPTIONS',
  url: '/api/v1/projects/',
  headers: {
    origin: 'https://other.example.org',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  },
} as const;

test('an origin of CORS_ORIGINS may call, another one may not', async () => {
  await using server = await openTestApp({ CORS_ORIGINS: 'https://other.example.org' });
  const allowed = await server.app.inject(preflight);
  expect(allowed.headers['access-control-allow-origin']).toBe('https://other.example.org');
  expect(allowed.headers['access-control-allow-credentials']).toBe('true');
  const stranger = await server.app.inject({
    ...preflight,
    headers: { ...preflight.headers, origin: 'https://stranger.example.org' },
  });
  expect(stranger.headers['access-control-allow-origin']).not.toBe('https://stranger.example.org');
});

test('it may call everything that there is, by its method', async () => {
  await using server = await openTestApp({ CORS_ORIGINS: 'https://other.example.org' });
  const document = await server.app.inject({ url: '/api/v1/openapi.json' });
  const { paths } = document.json<{ paths: Record<string, object> }>();
  const methods = new Set(Object.values(paths).flatMap((path) => Object.keys(path)));
  const { headers } = await server.app.inject(preflight);
  const allowed = String(headers['access-control-allow-methods']).toLowerCase().split(', ');
  expect([...methods].filter((method) => !allowed.includes(method))).toEqual([]);
  expect(methods).toContain('put');
});

test('without the setting nobody else may', async () => {
  await using server = await openTestApp();
  const answer = await server.app.inject(preflight);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test('an answer of tRPC is another one for another origin, and says so', async () => {
  await using server = await openTestApp({ CORS_ORIGINS: 'https://other.example.org' });
  const { headers } = await server.app.inject({
    url: '/trpc/auth.status',
    headers: { origin: 'https://other.example.org' },
  });
  expect(headers['access-control-allow-origin']).toBe('https://other.example.org');
  expect(headers.vary).toMatch(/trpc-accept/);
  expect(headers.vary).toMatch(/\bOrigin\b/);
});
