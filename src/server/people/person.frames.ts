/** The frames of a person's own settings, for their other tabs and devices, and of their face, for all. */
import { AvatarChanged, LanguageChosen, TypingShared } from '#domain/people/person.events.ts';
import { avatarUrl } from '#readmodels/people/avatar.ts';
import { type FrameMaker, frameMaker } from '../live/frame-maker.ts';

export const personFrames: readonly FrameMaker[] = [
  frameMaker(TypingShared, {
    frame: 'preferences',
    data: ({ data }) => ({ share_typing: data.shared }),
  }),
  frameMaker(LanguageChosen, {
    frame: 'preferences',
    data: ({ data }) => ({ language: data.language }),
  }),
  frameMaker(AvatarChanged, {
    frame: 'person.updated',
    people: ({ data }) => [data.personId],
    data: ({ data }, facts) => ({
      ...facts.person(data.personId),
      // As this change left it, also where it is told later.
      avatar_url: avatarUrl(data.personId, data.storageKey),
    }),
  }),
];
