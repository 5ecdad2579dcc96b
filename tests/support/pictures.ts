/** Real pictures, made by the tests: noise, so that no encoder gets away with a few bytes. */
import sharp, { type Sharp } from 'sharp';

interface Size {
  width: number;
  height: number;
}

/** Grain of at most this size, stretched over the picture: making it is what takes long. */
const grainSide = 400;

export function noise({ width, height }: Size): Sharp {
  const grain = sharp({
    create: {
      width: Math.min(width, grainSide),
      height: Math.min(height, grainSide),
      channels: 3,
      background: '#7a5230',
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  });
  // A pipe, so that the one who asks sees a picture and not a recipe for one.
  return grain.resize(width, height, { fit: 'fill' }).png().pipe(sharp());
}

export async function jpeg(size: Size = { width: 320, height: 240 }): Promise<Buffer> {
  return noise(size).jpeg().toBuffer();
}

export async function png(size: Size = { width: 320, height: 240 }): Promise<Buffer> {
  return noise(size).png().toBuffer();
}

export async function webp(size: Size = { width: 320, height: 240 }): Promise<Buffer> {
  return noise(size).webp().toBuffer();
}

/** Frames of different colours, so that an encoder keeps each. */
async function frames(count: number, { width, height }: Size): Promise<Buffer[]> {
  const colours = Array.from({ length: count }, (_, index) => ({
    r: (index * 67) % 256,
    g: (index * 31) % 256,
    b: 255 - ((index * 47) % 256),
  }));
  return Promise.all(
    colours.map((background) =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
}

export async function animated(
  format: 'gif' | 'webp',
  count = 4,
  size: Size = { width: 64, height: 48 },
): Promise<Buffer> {
  const stack = sharp(await frames(count, size), { join: { animated: true } });
  return (format === 'gif' ? stack.gif() : stack.webp()).toBuffer();
}

/** As a phone writes it: turned by a quarter, with the place and the camera's number. */
export async function phonePhoto(size: Size = { width: 400, height: 300 }): Promise<Buffer> {
  return noise(size)
    .withExif({
      IFD0: { Make: 'Camera-Maker', Model: 'SECRET-MODEL', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

export async function cmyk(size: Size = { width: 200, height: 100 }): Promise<Buffer> {
  return sharp({ create: { ...size, channels: 3, background: '#a06050' } })
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer();
}

/** A PNG whose pixel data fails its checksum. */
export async function corruptPng(): Promise<Buffer> {
  const bytes = Buffer.from(await png());
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
  return bytes;
}

/** A few bytes that would be 268 million pixels. */
export function pixelBomb(): Buffer {
  const bits = 0x3fff | (0x3fff << 14);
  const payload = Buffer.from([0x2f, 0, 0, 0, 0, 0x88, 0x88, 0x08]);
  payload.writeUInt32LE(bits >>> 0, 1);
  const chunk = Buffer.concat([Buffer.from('WEBPVP8L'), Buffer.alloc(4), payload]);
  chunk.writeUInt32LE(payload.length, 8);
  const riff = Buffer.alloc(8);
  riff.write('RIFF');
  riff.writeUInt32LE(chunk.length, 4);
  return Buffer.concat([riff, chunk]);
}
