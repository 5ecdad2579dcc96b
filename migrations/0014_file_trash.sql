ALTER TABLE "files" ADD COLUMN "trashed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "kept_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "trashed_position" bigint;--> statement-breakpoint
CREATE INDEX "files_kept_until" ON "files" USING btree ("kept_until");