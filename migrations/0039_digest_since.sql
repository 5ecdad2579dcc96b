-- Read anew from the log, with what its events say by now.
DELETE FROM "notification_preferences";--> statement-breakpoint
DELETE FROM "projection_checkpoints" WHERE "name" = 'notification-preferences';--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD COLUMN "digest_since" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_preferences" DROP COLUMN "changed_at";
