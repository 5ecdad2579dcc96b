ALTER TABLE "task_comments" ADD COLUMN "project_id" uuid;--> statement-breakpoint
UPDATE "task_comments" SET "project_id" = known.project_id FROM (
  SELECT id, project_id FROM "tasks" UNION ALL SELECT id, project_id FROM "deleted_tasks"
) AS known WHERE known.id = "task_comments"."task_id";--> statement-breakpoint
ALTER TABLE "task_comments" ALTER COLUMN "project_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "task_comments_position" ON "task_comments" USING btree ("log_position");
