import { describe, expect, it } from 'vitest';
import { LiveFrame } from './live-frame.ts';
import { RecentFrames } from './recent-frames.ts';

function frame(position: number, characters = 10): LiveFrame {
  const data = () => 'x'.repeat(characters);
  return new LiveFrame({ position, topics: ['user:a'], type: 'test', data });
}

function positions(frames: readonly LiveFrame[]): number[] {
  return frames.map(({ position }) => position);
}

describe('RecentFrames', () => {
  it('gives what came after a position', () => {
    const recent = new RecentFrames(10);
    recent.add([frame(11), frame(13), frame(13), frame(20)]);
    expect(positions(recent.after(11))).toEqual([13, 13, 20]);
    expect(positions(recent.after(20))).toEqual([]);
    expect(recent.since).toBe(10);
  });

  it('forgets the oldest beyond a number, and knows since when it is complete', () => {
    const recent = new RecentFrames(0, { maxFrames: 20, maxCharacters: 1_000 });
    for (let position = 1; position <= 25; position += 1) recent.add([frame(position)]);
    expect(recent.since).toBe(5);
    expect(recent.after(recent.since)).toHaveLength(20);
  });

  it('forgets the oldest beyond a size, even a single one', () => {
    const recent = new RecentFrames(0, { maxFrames: 20, maxCharacters: 1_000 });
    recent.add([frame(1, 600), frame(2, 600)]);
    expect(recent.since).toBe(1);
    recent.add([frame(3, 2_000)]);
    expect(recent.since).toBe(3);
    expect(recent.after(3)).toEqual([]);
  });
});
