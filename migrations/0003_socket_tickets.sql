CREATE TABLE "auth"."socket_tickets" (
	"ticket_hash" "bytea" PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "socket_tickets_expiry" ON "auth"."socket_tickets" USING btree ("expires_at");