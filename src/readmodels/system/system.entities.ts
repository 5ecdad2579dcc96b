/** What the system channel tells, as REST, tRPC and every frame give it. */
import type { AlertCode, AlertParams, AlertSeverity } from '#domain/system/alert.conditions.ts';
import type { AnnouncementStatus } from '#domain/system/announcement.decider.ts';
import type { AnnouncementData } from '#domain/system/announcement.events.ts';
import type { MaintenanceStatus } from '#domain/system/maintenance.decider.ts';
import type { PersonSummary } from '../people/names.query.ts';

export interface AnnouncementEntity {
  id: string;
  title: string;
  message: string;
  type: AnnouncementData['type'];
  audience: AnnouncementData['audience'];
  project_id: string | null;
  starts_at: string;
  expires_at: string | null;
  status: AnnouncementStatus;
  author: PersonSummary | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface MaintenanceEntity {
  id: string;
  message: string;
  starts_at: string;
  ends_at: string;
  status: MaintenanceStatus;
  version: number;
  created_at: string;
  updated_at: string;
}

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
