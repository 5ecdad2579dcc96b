/**
 * Whether a picture can be decoded, whole and within limits. First its structure is judged, as
 * counting costs nothing; then every frame is decoded, small (JPEG scales while it decodes), which
 * finds what is damaged or cut off and gives the placeholder as well.
 */
import { availableParallelism } from 'node:os';
import { rgbaToThumbHash } from 'thumbhash';
import type { PictureType } from '#domain/files/file.events.ts';
import type { ImageFormatName } from '#domain/files/file.formats.ts';
import { imageLimits } from '#domain/files/file.limits.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { Admission } from '../jobs/admission.ts';
import { decoder, isPassingFailure } from './decoder.ts';
import { decodingBytes } from './decoding-bytes.ts';
import type { ImageStructure } from './structure/walk.ts';

/** What is known of a picture before it is decoded. */
export interface FoundImage {
  format: ImageFormatName;
  structure: ImageStructure;
}

export interface CheckedImage {
  /** Upright. */
  width: number;
  height: number;
  /** A thumbhash, in base64. */
  placeholder: string;
}

/** What remains of it is a handful of waves; thumbhash itself takes its time by the pixel. */
const placeholderSidePixels = 32;
/** JPEG's loader makes one pixel of eight by eight. Of a picture that is twice that large or more it decides how. */
const averagedByLoaderPixels = 16 * placeholderSidePixels;
/** By the clock: a whole picture within the limits takes a second of processor time. */
const decodeTimeoutSeconds = 20;

/** However many uploads there are, decoding takes no more memory than this. */
const memoryBudgetBytes = 200_000_000;
const admission = new Admission(memoryBudgetBytes);

/** Lets a picture be decoded when there is memory for it, and no more at once than processors. */
export function admitted<T>(structure: ImageStructure, decode: () => Promise<T>): Promise<T> {
  const share = memoryBudgetBytes / availableParallelism();
  return admission.run(decode, Math.max(share, decodingBytes(structure)));
}

/** Whether the structure alone forbids to decode. */
export function judgeStructure(structure: ImageStructure): Result<null> {
  const { width, height, frames, scans } = structure;
  const { maxPixels } = imageLimits;
  if (width * height * Math.max(1, frames) > maxPixels) {
    return refuse('file.too_many_pixels', { params: { max_pixels: maxPixels } });
  }
  const isTooComplex =
    frames > imageLimits.maxFrames ||
    scans > imageLimits.maxScans ||
    structure.compressedTextChunks > imageLimits.maxCompressedTextChunks ||
    structure.compressedTextBytes > imageLimits.maxCompressedTextBytes ||
    structure.metadataParts > imageLimits.maxMetadataParts ||
    structure.heldBytes > imageLimits.maxHeldBytes;
  if (isTooComplex) return refuse('file.too_complex');
  const isWhole = structure.complete && width > 0 && height > 0 && frames > 0;
  return isWhole ? accept(null) : refuse('file.corrupt');
}

/**
 * As a picture of the type that it was sent as: of people's own the middle is what is shown.
 *
 * @param source its bytes, or where they are.
 */
export async function checkImage(
  source: string | Buffer,
  found: FoundImage,
  type: PictureType = 'image',
): Promise<Result<CheckedImage>> {
  const { structure } = found;
  const judged = judgeStructure(structure);
  if (!judged.ok) return judged;
  try {
    return accept(await admitted(structure, () => decodeSmall(source, found, type)));
  } catch (error) {
    return refusalOf(error);
  }
}

async function decodeSmall(
  source: string | Buffer,
  { format, structure }: FoundImage,
  type: PictureType,
): Promise<CheckedImage> {
  const { width, height } = structure;
  const isAveraged = format === 'jpeg' && Math.max(width, height) >= averagedByLoaderPixels;
  const isAnimated = format !== 'png' && structure.frames > 1;
  const image = decoder(source, {
    failOn: 'warning',
    limitInputPixels: imageLimits.maxPixels,
    sequentialRead: true,
    pages: isAnimated ? -1 : 1,
  }).timeout({ seconds: decodeTimeoutSeconds });
  // libvips does not turn a stack of frames; no camera writes one either.
  const upright = isAnimated ? image : image.autoOrient();
  const { data, info } = await upright
    .resize(placeholderSidePixels, placeholderSidePixels, {
      fit: type === 'avatar' ? 'cover' : 'inside',
      // What is left to choose among are averages: to weigh them again costs half a millisecond.
      kernel: isAveraged ? 'nearest' : 'lanczos3',
    })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const small = { width: info.width, height: info.height / (info.pages ?? 1) };
  const hash = rgbaToThumbHash(small.width, small.height, rgbaOf(data, small, info.channels));
  const size =
    (isAnimated ? null : uprightSize(structure, small)) ?? (await sizeOf(image, isAnimated));
  return { ...size, placeholder: Buffer.from(hash).toString('base64') };
}

type Size = Pick<CheckedImage, 'width' | 'height'>;

/**
 * Which way up it was decoded tells whether the sides are to be exchanged: that spares opening it a
 * second time. Null where the one cannot be told from the other.
 */
function uprightSize({ width, height }: Size, decoded: Size): Size | null {
  const lying = inside(width, height);
  if (lying.width === lying.height) return null;
  if (decoded.width === lying.width && decoded.height === lying.height) return { width, height };
  const isTurned = decoded.width === lying.height && decoded.height === lying.width;
  return isTurned ? { width: height, height: width } : null;
}

function inside(width: number, height: number): Size {
  const scale = placeholderSidePixels / Math.max(width, height);
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}

async function sizeOf(image: ReturnType<typeof decoder>, isAnimated: boolean): Promise<Size> {
  const { width, height, pageHeight, autoOrient } = await image.metadata();
  if (isAnimated) return { width, height: pageHeight ?? height };
  return { width: autoOrient.width, height: autoOrient.height };
}

/** The first frame's pixels, of one to four channels, as four: cheaper here than in the decoder. */
function rgbaOf(pixels: Uint8Array, { width, height }: Size, channels: number): Uint8Array {
  if (channels === 4) return pixels.subarray(0, width * height * 4);
  const isGrey = channels < 3;
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let at = 0, from = 0; at < rgba.length; at += 4, from += channels) {
    for (let colour = 0; colour < 3; colour += 1) {
      rgba[at + colour] = pixels[isGrey ? from : from + colour] ?? 0;
    }
    if (channels === 2) rgba[at + 3] = pixels[from + 1] ?? 0;
  }
  return rgba;
}

/** What the decoder said, as a refusal; what is not the picture's fault is thrown again. */
export function refusalOf(error: unknown): Result<never> {
  const message = error instanceof Error ? error.message : '';
  if (/timeout/i.test(message)) return refuse('file.too_complex');
  if (/exceeds pixel limit/i.test(message)) {
    return refuse('file.too_many_pixels', { params: { max_pixels: imageLimits.maxPixels } });
  }
  if (isPassingFailure(error)) throw error;
  return refuse('file.corrupt');
}
