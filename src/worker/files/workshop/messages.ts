import type { PictureKind } from '../renditions.ts';

/** To the process that prepares pictures. Bytes stay in files: copying them from one process to the other is dear. */
export interface RenditionsOrder {
  id: number;
  work: RenditionsWork;
}

export interface RenditionsWork {
  /** The path of the picture. */
  original: string;
  kind: PictureKind;
  /** The paths of empty files, by the names of what is to be written there. */
  targets: Record<RenditionName, string>;
}

/** `picture` is the one that is given out, the others are thumbnails. */
export type RenditionName = string;

export interface MadeRendition {
  name: RenditionName;
  width: number;
  height: number;
  sizeBytes: number;
}

export interface RenditionsAnswer {
  id: number;
  outcome:
    | { made: MadeRendition[] }
    /** `isPassing`: for reasons that are not the picture's, so that trying again may help. */
    | { failure: { message: string; isPassing: boolean } };
  /** What the process takes by now. */
  residentBytes: number;
}
