import { expect, test } from 'vitest';
import { LatencyWindow, percentilesOf, summed } from './latency.ts';

test('nothing measured has no percentiles', () => {
  expect(percentilesOf(new LatencyWindow().counts)).toEqual({
    count: 0,
    p50: null,
    p95: null,
    p99: null,
  });
});

test('percentiles are close to what they stand for', () => {
  const window = new LatencyWindow();
  for (let ms = 1; ms <= 100; ms += 1) window.observe(ms);
  const { count, p50, p95, p99 } = percentilesOf(window.counts);
  expect(count).toBe(100);
  expect(p50).toBeCloseTo(50, -1);
  expect(p95).toBeCloseTo(95, -1);
  expect(p99).toBeCloseTo(99, -1);
  window.observe(3_600_000);
  expect(percentilesOf(window.counts).count).toBe(101);
});

test('several servers’ are added up before they are taken', () => {
  const [quick, slow] = [new LatencyWindow(), new LatencyWindow()];
  for (let index = 0; index < 96; index += 1) quick.observe(2);
  for (let index = 0; index < 4; index += 1) slow.observe(400);
  const { p50, p95, p99 } = percentilesOf(summed([quick.counts, slow.counts]));
  expect(p50).toBeLessThanOrEqual(2);
  expect(p95).toBeLessThanOrEqual(2);
  expect(p99).toBeGreaterThan(250);
});

test('what is older than a minute is forgotten', () => {
  let now = 1_000_000;
  const window = new LatencyWindow(() => now);
  window.observe(5);
  now += 30_000;
  window.observe(5);
  expect(percentilesOf(window.counts).count).toBe(2);
  now += 35_000;
  expect(percentilesOf(window.counts).count).toBe(1);
  now += 3_600_000;
  expect(percentilesOf(window.counts).count).toBe(0);
});
