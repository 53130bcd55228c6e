CREATE TABLE "flag" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"code" text NOT NULL,
	"words" text NOT NULL,
	"weight" double precision NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flag_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"page_id" uuid,
	"author_ids" uuid[] DEFAULT '{}' NOT NULL,
	"state" text NOT NULL,
	"weight" double precision NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"hidden_at" timestamp (3) with time zone,
	"returned_at" timestamp (3) with time zone,
	"claimed_by" uuid,
	"claimed_until" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	"appeal_text" text,
	"appealed_at" timestamp (3) with time zone,
	"appeal_outcome" text,
	"appeal_decided_by" uuid,
	"appeal_decided_at" timestamp (3) with time zone,
	"appeal_reason" text,
	CONSTRAINT "flag_case_state" CHECK ("flag_case"."state" in ('open','dismissed','upheld','gone')),
	CONSTRAINT "flag_case_appeal" CHECK ("flag_case"."appeal_outcome" in ('kept','overturned'))
);
--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_case_id_flag_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."flag_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_case" ADD CONSTRAINT "flag_case_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flag_member_key" ON "flag" USING btree ("case_id","member_id");--> statement-breakpoint
CREATE INDEX "flag_member_id_index" ON "flag" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flag_case_open_key" ON "flag_case" USING btree ("kind","subject_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "flag_case_kind_subject_id_index" ON "flag_case" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "flag_case_waiting" ON "flag_case" USING btree ("weight","created_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "flag_case_appeals" ON "flag_case" USING btree ("appealed_at") WHERE appealed_at is not null and appeal_outcome is null;--> statement-breakpoint
CREATE INDEX "flag_case_decided" ON "flag_case" USING btree ("decided_at") WHERE state <> 'open';--> statement-breakpoint
-- Reports of comments become flags: one case for each comment and decision. The old table is empty from now on.
INSERT INTO "flag_case" ("id", "kind", "subject_id", "page_id", "author_ids", "state", "weight", "created_at", "decided_by", "decided_at")
SELECT (array_agg(f.id ORDER BY f.created_at, f.id))[1], 'comment', f.comment_id, c.post_id, array[c.author_id], f.state,
	count(*), min(f.created_at), f.decided_by, f.decided_at
FROM "comment_flag" f JOIN "comment" c ON c.id = f.comment_id
GROUP BY f.comment_id, c.post_id, c.author_id, f.state, f.decided_by, f.decided_at;--> statement-breakpoint
INSERT INTO "flag" ("id", "case_id", "member_id", "code", "words", "weight", "created_at")
SELECT f.id, k.id, f.member_id, 'other', f.reason, 1, f.created_at
FROM "comment_flag" f JOIN "flag_case" k ON k.kind = 'comment' AND k.subject_id = f.comment_id AND k.state = f.state
	AND k.decided_at IS NOT DISTINCT FROM f.decided_at AND k.decided_by IS NOT DISTINCT FROM f.decided_by;--> statement-breakpoint
DELETE FROM "comment_flag";
