/** What REST and tRPC take for announcements and maintenance. */
import { z } from 'zod';
import { givenId, madeFrom, utcInstant } from '#domain/kernel/fields.ts';
import type { AnnouncementContent } from '#domain/system/announcement.decider.ts';
import {
  announcementAudience,
  announcementMessage,
  announcementTitle,
  announcementType,
} from '#domain/system/announcement.events.ts';
import type { MaintenanceContent } from '#domain/system/maintenance.decider.ts';
import { maintenanceMessage } from '#domain/system/maintenance.events.ts';
import { given } from '../http/given.ts';

const announcementFields = {
  title: announcementTitle,
  message: announcementMessage,
  type: announcementType,
  audience: announcementAudience,
  project_id: givenId.nullable(),
  starts_at: utcInstant,
  expires_at: utcInstant.nullable(),
};

export const newAnnouncement = z.object({
  ...announcementFields,
  message: announcementMessage.default(''),
  type: announcementType.default('info'),
  audience: announcementAudience.optional(),
  project_id: givenId.nullable().default(null),
  starts_at: utcInstant.nullable().default(null),
  expires_at: utcInstant.nullable().default(null),
});

export const announcementChange = z
  .object(announcementFields)
  .partial()
  .extend({ version: madeFrom });

const maintenanceFields = {
  message: maintenanceMessage,
  starts_at: utcInstant,
  ends_at: utcInstant,
};

export const newMaintenance = z.object({
  ...maintenanceFields,
  message: maintenanceMessage.default(''),
});

export const maintenanceChange = z
  .object(maintenanceFields)
  .partial()
  .extend({ version: madeFrom });

/** A project's announcement names the project, and naming one is enough to make it one. */
export function contentOf(
  {
    audience,
    project_id: projectId,
    starts_at,
    expires_at,
    ...words
  }: z.infer<typeof newAnnouncement>,
  at: string,
): AnnouncementContent {
  return {
    ...words,
    audience: audience ?? (projectId ? 'project' : 'everyone'),
    projectId,
    startsAt: starts_at ?? at,
    expiresAt: expires_at,
  };
}

export function announcementChanges({
  version: _,
  project_id,
  starts_at,
  expires_at,
  ...rest
}: z.infer<typeof announcementChange>): Partial<AnnouncementContent> {
  return given({
    ...rest,
    projectId: project_id,
    startsAt: starts_at,
    expiresAt: expires_at,
  });
}

export function maintenanceChanges({
  message,
  starts_at: startsAt,
  ends_at: endsAt,
}: z.infer<typeof maintenanceChange>): Partial<MaintenanceContent> {
  return given({ message, startsAt, endsAt });
}
