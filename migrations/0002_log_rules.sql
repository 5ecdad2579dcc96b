-- Append-only: refused even where no row would be touched, and for every role.
CREATE FUNCTION "log"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: % on %.% refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "log"."events"
  FOR EACH STATEMENT EXECUTE FUNCTION "log"."refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "log"."positions"
  FOR EACH STATEMENT EXECUTE FUNCTION "log"."refuse_change"();
--> statement-breakpoint
-- hash(0) is 32 zero bytes; hash(n) = SHA-256(hash(n-1) || n as 8 bytes big-endian || digest(n)).
-- The first row given is the seed: its "digest" is the hash that the chain goes on from.
CREATE FUNCTION "log"."chain_step"("state" bytea, "place" bigint, "digest" bytea) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN "state" IS NULL THEN "digest"
               ELSE sha256("state" || int8send("place") || "digest") END $$;
--> statement-breakpoint
CREATE AGGREGATE "log"."chain"(bigint, bytea) (SFUNC = "log"."chain_step", STYPE = bytea);
--> statement-breakpoint
INSERT INTO "log"."leader" ("single", "holder", "leased_until") VALUES (true, '', 'epoch');
