import { z } from 'zod';
import {
  announcementAudience,
  announcementMessage,
  announcementTitle,
  announcementType,
} from '#domain/system/announcement.events.ts';
import { maintenanceMessage } from '#domain/system/maintenance.events.ts';
import { momentOf } from '#client/ui/local-moment.ts';

/** As the fields of a form have it: moments as they are written, in local time; empty for none. */
export const announcementSchema = z
  .object({
    title: announcementTitle,
    message: announcementMessage,
    type: announcementType,
    audience: announcementAudience,
    projectId: z.string(),
    startsAt: z.string(),
    expiresAt: z.string(),
  })
  .refine(({ audience, projectId }) => audience !== 'project' || projectId !== '', {
    path: ['projectId'],
  })
  .refine(({ startsAt, expiresAt }) => expiresAt === '' || isAfter(expiresAt, startsAt), {
    path: ['expiresAt'],
  });

export type AnnouncementValues = z.infer<typeof announcementSchema>;

export const maintenanceSchema = z
  .object({
    message: maintenanceMessage,
    startsAt: z.string().refine((startsAt) => momentOf(startsAt) !== null),
    endsAt: z.string(),
  })
  .refine(({ startsAt, endsAt }) => endsAt !== '' && isAfter(endsAt, startsAt), {
    path: ['endsAt'],
  });

export type MaintenanceValues = z.infer<typeof maintenanceSchema>;

/** After the start, and still to come. */
function isAfter(end: string, start: string): boolean {
  const endsAt = momentOf(end);
  if (endsAt === null) return false;
  const startsAt = momentOf(start);
  const fromMs = Math.max(startsAt === null ? 0 : Date.parse(startsAt), Date.now());
  return Date.parse(endsAt) > fromMs;
}
