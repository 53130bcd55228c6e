CREATE TABLE "comment_flag" (
	"id" uuid PRIMARY KEY NOT NULL,
	"comment_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "comment_flag_state" CHECK ("comment_flag"."state" in ('open','dismissed','upheld','gone'))
);
--> statement-breakpoint
ALTER TABLE "comment_flag" ADD CONSTRAINT "comment_flag_comment_id_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_flag" ADD CONSTRAINT "comment_flag_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "comment_flag_member_key" ON "comment_flag" USING btree ("comment_id","member_id");--> statement-breakpoint
CREATE INDEX "comment_flag_member_id_index" ON "comment_flag" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "comment_flag_open" ON "comment_flag" USING btree ("created_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "comment_flag_decided" ON "comment_flag" USING btree ("decided_at") WHERE state <> 'open';