CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;--> statement-breakpoint
CREATE INDEX "files_name" ON "files" USING gin ("original_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "task_comments_words" ON "task_comments" USING gin (to_tsvector('simple', "text"));--> statement-breakpoint
CREATE INDEX "tasks_words" ON "tasks" USING gin (to_tsvector('simple', "title" || ' ' || "description"));--> statement-breakpoint
CREATE INDEX "tasks_title" ON "tasks" USING gin ("title" gin_trgm_ops);