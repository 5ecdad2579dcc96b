ALTER TABLE "files" DROP COLUMN "failure_code";--> statement-breakpoint
ALTER TABLE "files" DROP COLUMN "stored_size_bytes";