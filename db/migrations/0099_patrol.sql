CREATE TABLE "revision_patrol" (
	"revision_id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"how" text NOT NULL,
	"patrolled_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revision_patrol_how" CHECK ("revision_patrol"."how" in ('fine','undone'))
);
--> statement-breakpoint
ALTER TABLE "revision_patrol" ADD CONSTRAINT "revision_patrol_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_patrol" ADD CONSTRAINT "revision_patrol_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "revision_patrol_patrolled_at_index" ON "revision_patrol" USING btree ("patrolled_at");--> statement-breakpoint
CREATE INDEX "revision_to_patrol" ON "revision" USING btree ("created_at","id") WHERE state = 'published' and decided_by is null and author_id is not null and companion_id is null;
