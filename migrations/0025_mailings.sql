CREATE TABLE "ops"."mailing_items" (
	"notification_id" uuid PRIMARY KEY NOT NULL,
	"mailing_id" uuid NOT NULL,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "ops"."mailings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"window" text NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"state" text NOT NULL,
	"held_until" timestamp(3) with time zone,
	"sent_at" timestamp(3) with time zone,
	"failure" text,
	CONSTRAINT "mailings_window" UNIQUE("person_id","window")
);
--> statement-breakpoint
CREATE TABLE "ops"."reminded" (
	"subject" text PRIMARY KEY NOT NULL,
	"reminded_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "mailing_items_mailing" ON "ops"."mailing_items" USING btree ("mailing_id");--> statement-breakpoint
CREATE INDEX "mailings_due" ON "ops"."mailings" USING btree ("due_at") WHERE "ops"."mailings"."state" in ('waiting', 'sending');