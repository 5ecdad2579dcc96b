CREATE TABLE "notification_preferences" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"channels" jsonb NOT NULL,
	"sound" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "archived_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "snoozed_until" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("person_id","position") WHERE "notifications"."read_at" is null and "notifications"."archived_at" is null and "notifications"."snoozed_until" is null;--> statement-breakpoint
CREATE INDEX "notifications_archived" ON "notifications" USING btree ("person_id","position") WHERE "notifications"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX "notifications_snoozed" ON "notifications" USING btree ("snoozed_until") WHERE "notifications"."snoozed_until" is not null;