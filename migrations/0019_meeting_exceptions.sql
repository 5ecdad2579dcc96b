CREATE TABLE "meeting_exceptions" (
	"meeting_id" uuid NOT NULL,
	"original_starts_at" timestamp(3) with time zone NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "meeting_exceptions_meeting_id_original_starts_at_pk" PRIMARY KEY("meeting_id","original_starts_at")
);
