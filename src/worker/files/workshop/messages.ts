import type { PictureKind, Renditions } from '../renditions.ts';

/** To the process that prepares pictures. */
export interface RenditionsOrder {
  id: number;
  original: Uint8Array;
  kind: PictureKind;
}

export interface RenditionsAnswer {
  id: number;
  outcome:
    | { renditions: Renditions }
    /** `isPassing`: for reasons that are not the picture's, so that trying again may help. */
    | { failure: { message: string; isPassing: boolean } };
  /** What the process takes by now. */
  residentBytes: number;
}
