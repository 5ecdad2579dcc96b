ALTER TABLE "task_comments" ADD COLUMN "edited_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "task_comments" ADD COLUMN "deleted_at" timestamp(3) with time zone;