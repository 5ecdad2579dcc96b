import { type Colour, mix, type Scene, scatter } from './landscapes.ts';

const paper: Colour = [250, 249, 245];
const rule: Colour = [226, 224, 216];
const green: Colour = [42, 122, 88];
const ochre: Colour = [214, 158, 60];
const slate: Colour = [70, 96, 122];
const margin = 0.1;

/** The plot's own coordinates, from 0 to 1, y upwards; outside of it null. */
function plot(x: number, y: number): { x: number; y: number } | null {
  const across = (x - margin) / (1 - 2 * margin);
  const up = 1 - (y - margin) / (1 - 2 * margin);
  return across < 0 || across > 1 || up < 0 || up > 1 ? null : { x: across, y: up };
}

function ruled(up: number): Colour {
  return (up * 5) % 1 < 0.012 ? rule : paper;
}

/** A line over months, filled below. */
export const flowChart: Scene = (x, y) => {
  const at = plot(x, y);
  if (!at) return paper;
  const value = 0.5 + Math.cos(at.x * 5.6 - 0.6) * 0.28 + Math.sin(at.x * 31) * 0.035;
  const away = at.y - value;
  if (Math.abs(away) < 0.007) return slate;
  return away < 0 ? mix(ruled(at.y), slate, 0.24 + away * 0.25) : ruled(at.y);
};

/** Six bars, the last one brighter. */
export const beeChart: Scene = (x, y) => {
  const at = plot(x, y);
  if (!at) return paper;
  const bars = [0.46, 0.58, 0.51, 0.7, 0.38, 0.86];
  const bar = Math.min(bars.length - 1, Math.floor(at.x * bars.length));
  const within = at.x * bars.length - bar;
  if (within < 0.16 || within > 0.84 || at.y > (bars[bar] ?? 0)) return ruled(at.y);
  return mix(bar === bars.length - 1 ? ochre : green, [255, 255, 255], at.y * 0.18);
};

const dots = Array.from({ length: 72 }, (_, dot) => {
  const group = dot % 6;
  const reach = Math.sqrt(scatter(dot, 1)) * 0.12;
  const turn = scatter(dot, 2) * Math.PI * 2;
  return {
    /** As a share of the width, to which the reach around it is added. */
    groupX: ((group % 3) + 0.75) / 3.5,
    besideX: Math.cos(turn) * reach,
    y: (Math.floor(group / 3) + 0.75) / 2.5 + Math.sin(turn) * reach,
    size: 0.012 + scatter(dot, 3) * 0.026,
    colour: [green, ochre, slate][group % 3] ?? green,
  };
});

/** Dots in six groups, one for each site. */
export const survey: Scene = (x, y, aspect) => {
  let seen = paper;
  for (const { groupX, besideX, y: dotY, size, colour } of dots) {
    if (Math.abs(y - dotY) > size) continue;
    const away = Math.hypot((x - groupX) * aspect - besideX, y - dotY);
    if (away < size) seen = mix(seen, colour, 0.72);
  }
  return seen;
};
