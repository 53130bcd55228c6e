CREATE TABLE "backup_file" (
	"name" text PRIMARY KEY NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"bytes" bigint NOT NULL,
	"product" text NOT NULL,
	"tables" integer NOT NULL,
	"rows" bigint NOT NULL,
	"files" integer,
	"is_encrypted" boolean NOT NULL,
	"task_id" uuid,
	"tried_at" timestamp (3) with time zone,
	"is_sound" boolean
);
--> statement-breakpoint
CREATE TABLE "backup_task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"beat_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "backup_task_kind" CHECK ("backup_task"."kind" in ('make','try'))
);
--> statement-breakpoint
CREATE TABLE "page_view" (
	"period" text NOT NULL,
	"day" date NOT NULL,
	"path" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "page_view_period_day_path_pk" PRIMARY KEY("period","day","path")
);
--> statement-breakpoint
CREATE INDEX "backup_file_made_at_index" ON "backup_file" USING btree ("made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "backup_task_open" ON "backup_task" USING btree ("kind") WHERE "backup_task"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "backup_task_asked_at_index" ON "backup_task" USING btree ("asked_at");