/** The product in its own process: what Prometheus gets of it, and what its log says of sockets. */
import { expect, test } from 'vitest';
import { PlainClient } from '#tests/support/live-clients.ts';
import { administrator, startProduct } from '#tests/support/product.ts';
import { call, signIn } from '#tests/support/rest.ts';

test('what happens to sockets is measured and logged, and no token is in either', async () => {
  await using product = await startProduct({ LOG_LEVEL: 'info' });
  const { access } = await signIn(product.url, administrator);
  const read = async () => {
    const headers = { authorization: `Bearer ${access}` };
    return (await fetch(`${product.url}/metrics`, { headers })).text();
  };
  const value = (text: string, series: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')[1] ?? 0,
    );
  expect(value(await read(), 'ecosystia_live_sockets')).toBe(0);

  const url = `${product.url.replace('http', 'ws')}/ws/system/?token=${access}`;
  {
    await using client = new PlainClient(url);
    await client.untilType('ready');
    await call(product.url, 'system/announcements/', { token: access, body: { title: 'Hello' } });
    await client.untilType('announcement');
    client.send({ type: 'ping' });
    await client.untilType('pong');
    const metrics = await read();
    const expected: [string, number][] = [
      ['ecosystia_live_sockets', 1],
      ['ecosystia_live_connections{channel="system",transport="plain"}', 1],
      ['ecosystia_live_messages_received_total', 1],
      ['ecosystia_live_latency_seconds_count', 1],
      ['ecosystia_log_outbox_events', 0],
    ];
    for (const [series, figure] of expected)
      expect([series, value(metrics, series)]).toEqual([series, figure]);
    expect(value(metrics, 'ecosystia_live_messages_sent_total')).toBeGreaterThanOrEqual(3);
    expect(
      value(metrics, 'ecosystia_live_latency_recent_seconds{quantile="0.99"}'),
    ).toBeGreaterThan(0);
  }
  await using refused = new PlainClient(`${url}-wrong`);
  expect(await refused.untilClosed()).toBe(4401);
  await expect
    .poll(async () => value(await read(), 'ecosystia_live_refusals_total{reason="signed_out"}'))
    .toBe(1);

  const upload = new FormData();
  upload.set('image', new Blob(['this is no picture']), 'picture.png');
  await fetch(`${product.url}/api/v1/core/images/upload/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access}` },
    body: upload,
  });
  expect(await read()).toMatch(/ecosystia_uploads_total\{result="file\.[a-z_]+"\} 1/);

  await product.stop();
  const lines = product.output().split('\n');
  const saying = (words: string) => lines.filter((line) => line.includes(words));
  expect(saying('a socket was opened')).toHaveLength(1);
  const [closed] = saying('a socket was closed').map((line) => JSON.parse(line) as object);
  expect(closed).toMatchObject({ channel: 'system', code: 1006, reason: 'lost' });
  expect(saying('a socket was refused')[0]).toContain('"reason":"sign in first"');
  expect(product.output()).not.toContain(access);
  expect(product.output()).not.toContain('token=');
});
