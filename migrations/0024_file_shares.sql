CREATE TABLE "auth"."share_links" (
	"share_id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"shared_by" uuid NOT NULL,
	"password_hash" text,
	"expires_at" timestamp(3) with time zone,
	"max_downloads" integer,
	"downloads" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file_shares" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"shared_by" uuid NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"max_downloads" integer,
	"has_password" boolean NOT NULL,
	"downloads" integer NOT NULL,
	"last_downloaded_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE INDEX "share_links_file" ON "auth"."share_links" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "file_shares_file" ON "file_shares" USING btree ("file_id","created_at");