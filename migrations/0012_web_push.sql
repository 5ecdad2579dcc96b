CREATE TABLE "auth"."push_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" "bytea" NOT NULL,
	"auth" "bytea" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "push_subscriptions_endpoint_unique" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE TABLE "ops"."live_people" (
	"server_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"until" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "live_people_server_id_person_id_pk" PRIMARY KEY("server_id","person_id")
);
--> statement-breakpoint
CREATE INDEX "push_subscriptions_person" ON "auth"."push_subscriptions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "push_subscriptions_session" ON "auth"."push_subscriptions" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "live_people_person" ON "ops"."live_people" USING btree ("person_id");