ALTER TABLE "ops"."file_contents" DROP CONSTRAINT "file_contents_sha256_unique";--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "original_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "ops"."file_contents" ADD COLUMN "kind" text DEFAULT 'sent' NOT NULL;--> statement-breakpoint
ALTER TABLE "ops"."file_contents" ADD COLUMN "renditions" jsonb;--> statement-breakpoint
ALTER TABLE "ops"."file_contents" ADD CONSTRAINT "file_contents_same" UNIQUE("sha256","kind");