CREATE TABLE "question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid,
	"name" text,
	"email" text,
	"email_key" text,
	"topic" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"page" text,
	"locale" text NOT NULL,
	"hash" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"claimed_by" uuid,
	CONSTRAINT "question_state" CHECK ("question"."state" in ('open','answered','closed','spam')),
	CONSTRAINT "question_sender" CHECK (("question"."email" is null) = ("question"."name" is null)
      and ("question"."email" is null) = ("question"."email_key" is null)
      and ("question"."email" is not null or "question"."member_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "question_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"author_id" uuid,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"hash" text,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "question_entry_kind" CHECK ("question_entry"."kind" in ('answer','reply','note')),
	CONSTRAINT "question_entry_author" CHECK (("question_entry"."kind" = 'reply') = ("question_entry"."author_id" is null))
);
--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_claimed_by_member_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_entry" ADD CONSTRAINT "question_entry_question_id_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."question"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_entry" ADD CONSTRAINT "question_entry_author_id_member_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "question_hash_key" ON "question" USING btree ("hash") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "question_state_id_index" ON "question" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "question_topic_id_index" ON "question" USING btree ("topic","id");--> statement-breakpoint
CREATE INDEX "question_email_key_id_index" ON "question" USING btree ("email_key","id");--> statement-breakpoint
CREATE INDEX "question_member_id_id_index" ON "question" USING btree ("member_id","id");--> statement-breakpoint
CREATE INDEX "question_touched_at_index" ON "question" USING btree ("touched_at");--> statement-breakpoint
CREATE INDEX "question_claimed_by_index" ON "question" USING btree ("claimed_by");--> statement-breakpoint
CREATE INDEX "question_entry_question_id_id_index" ON "question_entry" USING btree ("question_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "question_entry_hash_key" ON "question_entry" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "question_entry_author_id_index" ON "question_entry" USING btree ("author_id");