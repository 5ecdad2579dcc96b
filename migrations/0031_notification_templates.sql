CREATE TABLE "template_versions" (
	"template" text NOT NULL,
	"version" integer NOT NULL,
	"texts" jsonb,
	"restored_from" integer,
	"changed_by" uuid,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "template_versions_template_version_pk" PRIMARY KEY("template","version")
);
