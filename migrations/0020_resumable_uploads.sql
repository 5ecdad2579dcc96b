CREATE TABLE "ops"."resumable_uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"length_bytes" bigint NOT NULL,
	"received_bytes" bigint DEFAULT 0 NOT NULL,
	"parts" uuid[] DEFAULT '{}' NOT NULL,
	"metadata" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"holder" uuid,
	"held_until" timestamp(3) with time zone,
	"is_wanted" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX "resumable_uploads_person" ON "ops"."resumable_uploads" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "resumable_uploads_expiry" ON "ops"."resumable_uploads" USING btree ("expires_at");