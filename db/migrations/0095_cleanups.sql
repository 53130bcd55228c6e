CREATE TABLE "cleanup" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"days" integer,
	"is_suspended" boolean NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"undone_by" uuid,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "cleanup_state" CHECK ("cleanup"."state" in ('running','done','undoing','undone'))
);
--> statement-breakpoint
CREATE TABLE "cleanup_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cleanup_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"state" text NOT NULL,
	"before" text,
	"why" text,
	CONSTRAINT "cleanup_step_state" CHECK ("cleanup_step"."state" in ('planned','done','skipped','dropped','undone','kept'))
);
--> statement-breakpoint
ALTER TABLE "cleanup" ADD CONSTRAINT "cleanup_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cleanup_step" ADD CONSTRAINT "cleanup_step_cleanup_id_cleanup_id_fk" FOREIGN KEY ("cleanup_id") REFERENCES "public"."cleanup"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cleanup_in_work_key" ON "cleanup" USING btree ("member_id") WHERE state in ('running', 'undoing');--> statement-breakpoint
CREATE INDEX "cleanup_member_id_started_at_index" ON "cleanup" USING btree ("member_id","started_at");--> statement-breakpoint
CREATE INDEX "cleanup_started_at_index" ON "cleanup" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "cleanup_step_position_key" ON "cleanup_step" USING btree ("cleanup_id","position");--> statement-breakpoint
CREATE INDEX "cleanup_step_planned" ON "cleanup_step" USING btree ("cleanup_id","position") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "cleanup_step_done" ON "cleanup_step" USING btree ("cleanup_id","position") WHERE state = 'done';--> statement-breakpoint
CREATE INDEX "comment_author_created" ON "comment" USING btree ("author_id","created_at");
