/** Pictures made by arithmetic, so that a demo needs no files of anybody's. */

export type Colour = readonly [red: number, green: number, blue: number];

/** The colour at a point; x and y run from 0 to 1, y downwards; `aspect` is width over height. */
export type Scene = (x: number, y: number, aspect: number) => Colour;

type Light = 'dawn' | 'day' | 'dusk' | 'night';

interface Palette {
  top: Colour;
  horizon: Colour;
  sun: Colour;
  far: Colour;
  near: Colour;
}

const palettes: Record<Light, Palette> = {
  dawn: {
    top: [126, 156, 190],
    horizon: [252, 222, 196],
    sun: [255, 244, 214],
    far: [172, 178, 190],
    near: [56, 84, 74],
  },
  day: {
    top: [72, 142, 206],
    horizon: [206, 230, 238],
    sun: [255, 252, 236],
    far: [138, 172, 172],
    near: [44, 98, 58],
  },
  dusk: {
    top: [70, 72, 122],
    horizon: [250, 176, 120],
    sun: [255, 226, 170],
    far: [150, 118, 136],
    near: [40, 44, 62],
  },
  night: {
    top: [10, 14, 34],
    horizon: [40, 62, 96],
    sun: [238, 240, 226],
    far: [30, 46, 70],
    near: [8, 14, 22],
  },
};

const hills = 5;

/** A number from 0 to 1 that only depends on what is given: the same picture each time. */
export function scatter(a: number, b = 0): number {
  const mixed = Math.sin(a * 127.1 + b * 311.7) * 43_758.5453;
  return mixed - Math.floor(mixed);
}

export function mix(one: Colour, other: Colour, share: number): Colour {
  const part = Math.min(1, Math.max(0, share));
  return [
    one[0] + (other[0] - one[0]) * part,
    one[1] + (other[1] - one[1]) * part,
    one[2] + (other[2] - one[2]) * part,
  ];
}

/** The heights of the hills' ridges at x, 0 at the top, the furthest first. */
type Ridges = (x: number) => readonly number[];

/** Worked out once for each column of a picture, not for each of its points. */
function ridgesOf(seed: number): Ridges {
  const known = new Map<number, number[]>();
  return (x) => {
    const found = known.get(x) ?? Array.from({ length: hills }, (_, hill) => ridge(seed, hill, x));
    known.set(x, found);
    return found;
  };
}

function ridge(seed: number, hill: number, x: number): number {
  let height = 0.42 + hill * 0.115;
  for (let wave = 1; wave <= 4; wave += 1) {
    const phase = scatter(seed + hill * 7, wave) * Math.PI * 2;
    height += (Math.sin(x * wave * 3.1 + phase) * 0.055) / wave;
  }
  return height;
}

function sky(seed: number, light: Light, x: number, y: number, aspect: number): Colour {
  const { top, horizon, sun } = palettes[light];
  const sunX = 0.2 + scatter(seed) * 0.6;
  const sunY = light === 'day' || light === 'night' ? 0.18 : 0.38;
  const distance = Math.hypot((x - sunX) * aspect, y - sunY);
  const air = mix(top, horizon, y / 0.55);
  const glow = light === 'night' ? 0.04 / (distance + 0.06) - 0.05 : 0.09 / (distance + 0.08);
  return distance < 0.045 ? sun : mix(air, sun, glow);
}

function landscape(seed: number, light: Light): Scene {
  const ridges = ridgesOf(seed);
  return (x, y, aspect) => land(ridges(x), seed, light, x, y, aspect);
}

function land(
  ridges: readonly number[],
  seed: number,
  light: Light,
  x: number,
  y: number,
  aspect: number,
): Colour {
  const { far, near } = palettes[light];
  const nearest = ridges.findLastIndex((top) => y >= top);
  let colour = nearest < 0 ? sky(seed, light, x, y, aspect) : far;
  for (const [hill, top] of ridges.entries()) {
    if (y < top) continue;
    const slope = mix(far, near, hill / (hills - 1));
    colour = mix(slope, mix(slope, [255, 255, 255], 0.12), 0.5 - (y - top) * 3);
  }
  return colour;
}

/** Hills with a river that comes nearer in bends. */
export function river(seed: number, light: Light): Scene {
  const { horizon } = palettes[light];
  const behind = landscape(seed, light);
  return (x, y, aspect) => {
    const depth = (y - 0.62) / 0.38;
    if (depth > 0) {
      const bend = Math.sin(depth * 5 + scatter(seed, 9) * 6) * 0.16 * (1 - depth * 0.3);
      const middle = 0.5 + bend + (scatter(seed, 4) - 0.5) * 0.2;
      const width = 0.008 + depth * depth * 0.17;
      const away = Math.abs(x - middle) / width;
      if (away < 1) {
        const ripple = Math.sin(y * 900 + x * 40) * 0.05;
        return mix(horizon, palettes[light].top, 0.25 + depth * 0.4 + away * away * 0.25 + ripple);
      }
    }
    return behind(x, y, aspect);
  };
}

const blossoms: readonly Colour[] = [
  [240, 200, 70],
  [226, 92, 98],
  [250, 246, 240],
  [152, 112, 190],
];

/** A meadow with flowers, smaller the further away they are. */
export function meadow(seed: number, light: Light): Scene {
  const behind = landscape(seed, light);
  return (x, y, aspect) => {
    const ground = behind(x, y, aspect);
    const depth = (y - 0.68) / 0.32;
    if (depth <= 0) return ground;
    const cell = 0.018 + depth * 0.05;
    const column = Math.floor((x * aspect) / cell);
    const row = Math.floor(y / cell);
    const centreX = (column + 0.2 + scatter(column, row + seed) * 0.6) * cell;
    const centreY = (row + 0.2 + scatter(row, column + seed) * 0.6) * cell;
    const size = cell * (0.16 + scatter(column + row, seed) * 0.16);
    if (Math.hypot(x * aspect - centreX, y - centreY) > size) {
      return mix(ground, [120, 160, 80], depth * 0.35);
    }
    const blossom = blossoms[Math.floor(scatter(column * 3 + row, seed) * blossoms.length)];
    return mix(ground, blossom ?? ground, 0.55 + depth * 0.45);
  };
}

/** Stars over dark hills. */
export function night(seed: number): Scene {
  const ridges = ridgesOf(seed);
  return (x, y, aspect) => {
    const hillsAt = ridges(x);
    const colour = land(hillsAt, seed, 'night', x, y, aspect);
    if (hillsAt.some((top) => y > top)) return colour;
    const cell = 0.022;
    const column = Math.floor((x * aspect) / cell);
    const row = Math.floor(y / cell);
    if (scatter(column, row + seed) < 0.72) return colour;
    const centreX = (column + scatter(row, column)) * cell;
    const centreY = (row + scatter(column + 5, row)) * cell;
    const away = Math.hypot(x * aspect - centreX, y - centreY);
    return mix(colour, [255, 250, 235], 1.1 - away * (350 + 900 * scatter(column, row)));
  };
}
