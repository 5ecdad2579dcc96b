-- Read anew from the log, with what its events say by now.
DELETE FROM "notification_preferences";--> statement-breakpoint
DELETE FROM "projection_checkpoints" WHERE "name" = 'notification-preferences';--> statement-breakpoint
CREATE TABLE "ops"."notification_batches" (
	"person_id" uuid NOT NULL,
	"matter" text NOT NULL,
	"notification_id" uuid NOT NULL,
	"events" integer NOT NULL,
	"last_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "notification_batches_person_id_matter_pk" PRIMARY KEY("person_id","matter")
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD COLUMN "categories" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD COLUMN "muted_project_ids" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD COLUMN "quiet_hours" jsonb;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD COLUMN "digest" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD COLUMN "meeting_reminder_minutes" integer;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD COLUMN "changed_at" timestamp(3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "urgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "channels" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "withheld" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "event_id" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "mail_words" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "push_words" jsonb;--> statement-breakpoint
CREATE INDEX "notification_batches_last" ON "ops"."notification_batches" USING btree ("last_at");