import { expect, test } from 'vitest';
import { createSpeedMeter } from './speed-meter.ts';

test('the last seconds count, and not the first moment', () => {
  let nowMs = 0;
  const meter = createSpeedMeter(() => nowMs);
  const at = (ms: number, bytes: number) => {
    nowMs = ms;
    meter.note(bytes);
    return meter.bytesPerSecond();
  };
  expect(at(0, 0)).toBeNull();
  expect(at(100, 50_000)).toBeNull();
  expect(at(1_000, 1_000_000)).toBe(1_000_000);
  expect(at(2_000, 2_000_000)).toBe(1_000_000);
  // Slower from here on: the fast beginning is forgotten.
  for (let ms = 3_000; ms <= 8_000; ms += 500) at(ms, 2_000_000 + (ms - 2_000) * 100);
  expect(meter.bytesPerSecond()).toBeCloseTo(100_000, 0);
});

test('nothing moves, nothing is promised', () => {
  let nowMs = 0;
  const meter = createSpeedMeter(() => nowMs);
  for (nowMs = 0; nowMs < 3_000; nowMs += 500) meter.note(10);
  expect(meter.bytesPerSecond()).toBeNull();
});
