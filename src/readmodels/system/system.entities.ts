/** What the system channel tells, as REST, tRPC and every frame give it. */
import { z } from 'zod';
import type { AlertCode, AlertParams, AlertSeverity } from '#domain/system/alert.conditions.ts';
import { announcementStatuses } from '#domain/system/announcement.decider.ts';
import { announcementAudience, announcementType } from '#domain/system/announcement.events.ts';
import { maintenanceStatuses } from '#domain/system/maintenance.decider.ts';
import { personSchema } from '../people/names.query.ts';

export const announcementSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    message: z.string(),
    type: announcementType,
    audience: announcementAudience,
    project_id: z.string().nullable(),
    starts_at: z.string(),
    expires_at: z.string().nullable(),
    status: z.enum(announcementStatuses),
    author: personSchema.nullable(),
    version: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Announcement' });
export type AnnouncementEntity = z.infer<typeof announcementSchema>;

export const maintenanceSchema = z
  .object({
    id: z.string(),
    message: z.string(),
    starts_at: z.string(),
    ends_at: z.string(),
    status: z.enum(maintenanceStatuses),
    version: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Maintenance' });
export type MaintenanceEntity = z.infer<typeof maintenanceSchema>;

export interface AlertEntity {
  id: string;
  code: AlertCode;
  severity: AlertSeverity;
  params: AlertParams;
  /** In English, for who has no words of their own for the code. */
  title: string;
  message: string;
  status: 'open' | 'resolved';
  raised_at: string;
  resolved_at: string | null;
}
