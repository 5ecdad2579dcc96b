-- Sorts names as people do. A Postgres that was built without ICU goes by their code points.
DO $$ BEGIN
  CREATE COLLATION readmodels.file_names (provider = icu, locale = 'und-u-kn-true');
EXCEPTION WHEN feature_not_supported THEN
  CREATE COLLATION readmodels.file_names FROM "C";
END $$;--> statement-breakpoint
CREATE INDEX "files_position" ON "files" USING btree ("position");--> statement-breakpoint
CREATE INDEX "files_by_name" ON "files" USING btree ("original_name" collate file_names,"position");--> statement-breakpoint
CREATE INDEX "files_by_size" ON "files" USING btree ("size_bytes","position");