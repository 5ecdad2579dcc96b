CREATE TABLE "ops"."file_contents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sha256" text,
	"storage_key" text NOT NULL,
	"files" integer NOT NULL,
	CONSTRAINT "file_contents_sha256_unique" UNIQUE("sha256")
);
--> statement-breakpoint
CREATE TABLE "ops"."storage_use" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL
);--> statement-breakpoint
-- What is stored already. Bytes that were stored several times stay so; the first of them is shared from now on.
INSERT INTO "ops"."file_contents" ("id", "sha256", "storage_key", "files")
SELECT substring(kept.key from 9 for 36)::uuid, CASE WHEN kept.nth = 1 THEN kept.sha256 END, kept.key, 1
FROM (
	SELECT data ->> 'storageKey' AS key, data ->> 'sha256' AS sha256,
		row_number() OVER (PARTITION BY data ->> 'sha256' ORDER BY id) AS nth
	FROM "log"."events" AS uploaded
	WHERE type = 'FileUploaded' AND NOT EXISTS (
		SELECT FROM "log"."events" AS gone WHERE gone.stream = uploaded.stream AND gone.type = 'FileDeleted'
	)
) AS kept;
--> statement-breakpoint
INSERT INTO "ops"."storage_use" ("person_id", "bytes")
SELECT (data ->> 'uploadedBy')::uuid, sum((data ->> 'sizeBytes')::bigint)
FROM "log"."events" AS uploaded
WHERE type = 'FileUploaded' AND NOT EXISTS (
	SELECT FROM "log"."events" AS gone WHERE gone.stream = uploaded.stream AND gone.type = 'FileDeleted'
)
GROUP BY 1;
