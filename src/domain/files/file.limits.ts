/** What a picture may ask of whoever decodes it; its size in bytes is a setting. */
export const imageLimits = {
  /** All frames together. */
  maxPixels: 50_000_000,
  maxFrames: 300,
  maxScans: 100,
  /** Inflated, this is at most a second's work. */
  maxCompressedTextBytes: 1_000_000,
  maxCompressedTextChunks: 100,
  maxMetadataParts: 5_000,
  /** What has to be decoded as a whole, and what is on its way of it; whatever comes in rows takes next to nothing. */
  maxHeldBytes: 160_000_000,
} as const;

/** Cropped to its middle, a square of `sidePixels`. */
export const avatarLimits = { minSidePixels: 50, maxRatio: 2, sidePixels: 300 } as const;

/** The stored picture fits into a square of this side. */
export const storedImageSidePixels = 2048;

/** Each fits into a square of its name's side; larger ones first, as they are made from each other. */
export const thumbnailSidesPixels = [600, 300, 150] as const;
