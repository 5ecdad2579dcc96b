CREATE TABLE "ops"."presence_leases" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"leased_until" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "presence_leases_meeting_id_person_id_pk" PRIMARY KEY("meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"joined_position" bigint NOT NULL,
	"left_position" bigint,
	CONSTRAINT "attendance_meeting_id_person_id_joined_position_pk" PRIMARY KEY("meeting_id","person_id","joined_position")
);
--> statement-breakpoint
CREATE TABLE "meeting_participants" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "meeting_participants_meeting_id_person_id_pk" PRIMARY KEY("meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid,
	"organizer_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"recurrence" text,
	"participant_ids" jsonb NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"text" text NOT NULL,
	"client_id" text,
	"system" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"edited_at" timestamp(3) with time zone,
	"deleted_at" timestamp(3) with time zone,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "meeting_participants_person" ON "meeting_participants" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "meetings_organizer" ON "meetings" USING btree ("organizer_id","starts_at");--> statement-breakpoint
CREATE INDEX "meetings_project" ON "meetings" USING btree ("project_id","starts_at");--> statement-breakpoint
CREATE INDEX "messages_meeting" ON "messages" USING btree ("meeting_id","position");