CREATE TABLE "chat_reads" (
	"person_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "chat_reads_person_id_meeting_id_pk" PRIMARY KEY("person_id","meeting_id")
);
--> statement-breakpoint
CREATE TABLE "message_reactions" (
	"message_id" uuid NOT NULL,
	"emoji" text NOT NULL,
	"person_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "message_reactions_message_id_emoji_person_id_pk" PRIMARY KEY("message_id","emoji","person_id")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reply_to_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "file_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_words" ON "messages" USING gin (to_tsvector('simple', "text"));