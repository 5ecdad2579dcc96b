CREATE TABLE "ops"."notification_quotes" (
	"notification_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"said_id" uuid NOT NULL,
	"words" jsonb NOT NULL,
	"noted_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "withdrawn_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "notification_quotes_said" ON "ops"."notification_quotes" USING btree ("said_id");