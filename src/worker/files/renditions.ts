/**
 * What is made of a picture: the one that is given out, and its thumbnails. The original is decoded
 * once; the smaller ones are made from larger ones, which costs a fraction of decoding again.
 * Metadata is left behind by every step, colours end up in sRGB, and the picture stands upright.
 */
import type { Sharp } from 'sharp';
import type { PictureType } from '#domain/files/file.events.ts';
import type { ImageFormatName } from '#domain/files/file.formats.ts';
import {
  avatarLimits,
  imageLimits,
  storedImageSidePixels,
  thumbnailSidesPixels,
} from '#domain/files/file.limits.ts';
import { decoder } from '#infra/images/decoder.ts';
import { giveBack } from '#infra/images/give-back.ts';

export interface Rendition {
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Thumbnail extends Rendition {
  /** The side of the square it fits into. */
  name: string;
}

export interface Renditions {
  picture: Rendition;
  /** Largest first. */
  thumbnails: Thumbnail[];
}

/** Pixels in memory, 8 bits a channel, sRGB. */
interface Pixels {
  data: Buffer<ArrayBuffer>;
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
}

/** As each of them is called; the others are thumbnails, largest first. */
export const pictureName = 'picture';
export const renditionNames = [pictureName, ...thumbnailSidesPixels.map(String)];

const jpegQuality = 80;
const webpQuality = 80;
/** Higher efforts cost several times the time for a tenth of the bytes. */
const webpEffort = 1;
const gifEffort = 1;
/** By the clock, for each step; below the job's own limit. */
const decodeTimeoutSeconds = 60;

function open(original: Original, pages: number): Sharp {
  return decoder(original, {
    limitInputPixels: imageLimits.maxPixels,
    sequentialRead: true,
    pages,
  }).timeout({ seconds: decodeTimeoutSeconds });
}

function within(image: Sharp, sidePixels: number): Sharp {
  return image.resize({
    width: sidePixels,
    height: sidePixels,
    fit: 'inside',
    withoutEnlargement: true,
  });
}

async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

function fromPixels({ data, width, height, channels }: Pixels): Sharp {
  return decoder(data, { raw: { width, height, channels } });
}

function encode(image: Sharp, format: ImageFormatName): Sharp {
  switch (format) {
    case 'jpeg':
      return image.jpeg({ quality: jpegQuality });
    case 'png':
      return image.png();
    case 'webp':
      return image.webp({ quality: webpQuality, effort: webpEffort });
    case 'gif':
      return image.gif({ effort: gifEffort });
  }
}

async function render(image: Sharp): Promise<Rendition> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  // Frames are stacked below each other; a person sees one of them at a time.
  return { width: info.width, height: info.height / (info.pages ?? 1), bytes: data };
}

/** The largest from the picture, the others from the largest. Takes the pixels over. */
async function makeThumbnails(source: Pixels): Promise<Thumbnail[]> {
  const [largest, ...smaller] = thumbnailSidesPixels;
  const pixels = await toPixels(within(fromPixels(source), largest));
  giveBack(source.data);
  const thumbnails = [await makeThumbnail(fromPixels(pixels), largest)];
  for (const side of smaller) {
    thumbnails.push(await makeThumbnail(within(fromPixels(pixels), side), side));
  }
  giveBack(pixels.data);
  return thumbnails;
}

async function makeThumbnail(image: Sharp, sidePixels: number): Promise<Thumbnail> {
  return { name: String(sidePixels), ...(await render(encode(image, 'webp'))) };
}

/** Its path, or its bytes. */
type Original = string | Uint8Array;

/** What a picture is to become. */
export interface PictureKind {
  format: ImageFormatName;
  type: PictureType;
}

/** Keeps the format. An animation stays one, its thumbnails show the first frame. */
export async function makeRenditions(
  original: Original,
  { format, type }: PictureKind,
): Promise<Renditions> {
  if (type === 'avatar') return makeAvatarRenditions(original, format);
  // No camera writes a JPEG of several pictures, and asking costs as much as a small thumbnail.
  const { pages = 1 } = format === 'jpeg' ? {} : await open(original, 1).metadata();
  const pixels = await toPixels(within(open(original, 1).autoOrient(), storedImageSidePixels));
  const picture =
    pages > 1
      ? await render(encode(within(open(original, -1), storedImageSidePixels), format))
      : await render(encode(fromPixels(pixels), format));
  return { picture, thumbnails: await makeThumbnails(pixels) };
}

/** The middle of it, always as large: a smaller one is made larger. */
async function makeAvatarRenditions(
  original: Original,
  format: ImageFormatName,
): Promise<Renditions> {
  const { sidePixels: side } = avatarLimits;
  const cover = { width: side, height: side, fit: 'cover', position: 'centre' } as const;
  const pixels = await toPixels(open(original, 1).autoOrient().resize(cover));
  const picture = await render(encode(fromPixels(pixels), format));
  return { picture, thumbnails: await makeThumbnails(pixels) };
}
