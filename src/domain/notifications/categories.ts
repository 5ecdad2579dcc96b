import { z } from 'zod';

/** What notifications are about: what a person says yes or no to. */
export const categories = [
  'mention',
  'assignment',
  'due',
  'meeting',
  'membership',
  'message',
  'comment',
  'change',
  'file',
  'announcement',
] as const;
export const category = z.enum(categories);
export type Category = (typeof categories)[number];

/** Where a person is told: in the list, by the browser while a page is open, while none is, by mail. */
export const channels = ['inApp', 'browser', 'push', 'mail'] as const;
export type Channel = (typeof channels)[number];
export type Channels = Record<Channel, boolean>;

const everywhere: Channels = { inApp: true, browser: true, push: true, mail: true };
const notByMail: Channels = { ...everywhere, mail: false };

/** By mail only what is meant for this very person. */
export const defaultMatrix: Readonly<Record<Category, Channels>> = {
  mention: everywhere,
  assignment: everywhere,
  due: everywhere,
  meeting: everywhere,
  membership: everywhere,
  message: everywhere,
  comment: notByMail,
  change: notByMail,
  file: notByMail,
  announcement: notByMail,
};
