/** How a picture lies under the square that is cut out of it. */
export interface Crop {
  /** 1 is as small as it can be and still fill the square. */
  zoom: number;
  /** The picture's middle, away from the square's, in shares of the square's side. */
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export const maxZoom = 4;

/** Moved as little as it takes for no edge of the picture to come into the square. */
export function withinPicture({ zoom, x, y }: Crop, { width, height }: Size): Crop {
  const bounded = Math.min(maxZoom, Math.max(1, zoom));
  const shorter = Math.min(width, height);
  const room = (side: number) => ((side / shorter) * bounded - 1) / 2;
  const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return { zoom: bounded, x: clamp(x, room(width)), y: clamp(y, room(height)) };
}

/** Which part of the picture that is, in its own pixels. */
export function partOf({ zoom, x, y }: Crop, { width, height }: Size) {
  const side = Math.min(width, height) / zoom;
  return { left: width / 2 - side * (x + 0.5), top: height / 2 - side * (y + 0.5), side };
}
