/** Every kind of durable frame there is, by feature. */
import { fileFrames } from '../files/file.frames.ts';
import { notificationFrames } from '../notifications/notification.frames.ts';
import type { FrameMaker } from './frame-maker.ts';

import { systemFrames } from '../system/system.frames.ts';

export const frameMakers: readonly FrameMaker[] = [
  ...notificationFrames,
  ...fileFrames,
  ...systemFrames,
];
