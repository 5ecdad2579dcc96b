/** The frames of a person's own settings, for their other tabs and devices. */
import { TypingShared } from '#domain/people/person.events.ts';
import { type FrameMaker, frameMaker } from '../live/frame-maker.ts';

export const personFrames: readonly FrameMaker[] = [
  frameMaker(TypingShared, {
    frame: 'preferences',
    data: ({ data }) => ({ share_typing: data.shared }),
  }),
];
