import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokensOf(theme: 'light' | 'dark'): Map<string, string> {
  const tokens = css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/gu);
  return new Map(
    [...tokens].map(([, name = '', light = '', dark = '']) => [
      name,
      theme === 'light' ? light : dark,
    ]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const pairs: [text: string, ground: string, atLeast: number][] = [
  ...['text', 'text-quiet', 'accent', 'danger', 'warn', 'ok'].flatMap((text) =>
    ['surface', 'surface-raised', 'surface-sunken'].map((ground): [string, string, number] => [
      text,
      ground,
      4.5,
    ]),
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['text', 'accent-soft', 4.5],
  ['text-quiet', 'accent-soft', 4.5],
  ['danger', 'danger-soft', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['ok', 'ok-soft', 4.5],
  // The edge of a field must be seen, not read.
  ['line-strong', 'surface-raised', 3],
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const tokens = tokensOf(theme);
  test.each(pairs)('%s on %s has a contrast of at least %d', (text, ground, atLeast) => {
    const one = tokens.get(text);
    const other = tokens.get(ground);
    if (!one || !other) throw new Error(`no token ${text} or ${ground}`);
    expect(contrast(one, other)).toBeGreaterThanOrEqual(atLeast);
  });
});
