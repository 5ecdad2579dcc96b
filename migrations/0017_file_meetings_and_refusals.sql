CREATE TABLE "ops"."upload_refusals" (
	"person_id" uuid NOT NULL,
	"day" date NOT NULL,
	"code" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "upload_refusals_person_id_day_code_pk" PRIMARY KEY("person_id","day","code")
);
--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "meeting_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "stored_size_bytes" bigint;--> statement-breakpoint
CREATE INDEX "files_meeting" ON "files" USING btree ("meeting_id","position");--> statement-breakpoint
UPDATE "files" SET "stored_size_bytes" = ready.size_bytes FROM (
	SELECT substr("stream", length('file-') + 1)::uuid AS id, ("data" ->> 'sizeBytes')::bigint AS size_bytes
	FROM "log"."events" WHERE "type" = 'FileReady'
) ready WHERE ready.id = "files"."id";
