CREATE TABLE "deleted_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"status" text NOT NULL,
	"priority" text NOT NULL,
	"assignee_ids" uuid[] NOT NULL,
	"due_at" timestamp(3) with time zone,
	"labels" text[] NOT NULL,
	"position" double precision NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"completed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "task_checklist" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"text" text NOT NULL,
	"is_done" boolean NOT NULL,
	"log_position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_files" (
	"task_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"log_position" bigint NOT NULL,
	CONSTRAINT "task_files_task_id_file_id_pk" PRIMARY KEY("task_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "task_relations" (
	"task_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"other_id" uuid NOT NULL,
	"log_position" bigint NOT NULL,
	CONSTRAINT "task_relations_task_id_relation_other_id_pk" PRIMARY KEY("task_id","relation","other_id")
);
--> statement-breakpoint
CREATE TABLE "task_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"saved_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE INDEX "task_checklist_task" ON "task_checklist" USING btree ("task_id","log_position");--> statement-breakpoint
CREATE INDEX "task_relations_other" ON "task_relations" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "task_views_project" ON "task_views" USING btree ("project_id","name");--> statement-breakpoint
CREATE INDEX "tasks_assignees" ON "tasks" USING gin ("assignee_ids");