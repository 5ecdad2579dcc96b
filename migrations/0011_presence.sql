ALTER TABLE "ops"."presence_leases" ADD COLUMN "stay_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "shares_typing" boolean DEFAULT true NOT NULL;