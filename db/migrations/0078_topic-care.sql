CREATE TABLE "comment_move" (
	"page_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"comment_id" uuid NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "comment_move_page_id_number_pk" PRIMARY KEY("page_id","number")
);
--> statement-breakpoint
CREATE TABLE "topic_note" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"after" integer NOT NULL,
	"kind" text NOT NULL,
	"role" text NOT NULL,
	"amount" integer,
	"other_id" uuid,
	"category_id" uuid,
	"titles" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "topic_note_kind" CHECK ("topic_note"."kind" in ('split','joined','merged','closed','reopened','renamed','moved','pinned','unpinned','archived','unarchived','slowed','unslowed','published')),
	CONSTRAINT "topic_note_role" CHECK ("topic_note"."role" in ('moderator','author','timer'))
);
--> statement-breakpoint
CREATE TABLE "topic_timer" (
	"page_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"zone" text NOT NULL,
	CONSTRAINT "topic_timer_page_id_kind_pk" PRIMARY KEY("page_id","kind"),
	CONSTRAINT "topic_timer_kind" CHECK ("topic_timer"."kind" in ('close','reopen','publish'))
);
--> statement-breakpoint
ALTER TABLE "topic" DROP CONSTRAINT "topic_state";--> statement-breakpoint
ALTER TABLE "topic" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "topic" ADD COLUMN "slow_minutes" integer;--> statement-breakpoint
ALTER TABLE "topic" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "comment_move" ADD CONSTRAINT "comment_move_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_move" ADD CONSTRAINT "comment_move_comment_id_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_note" ADD CONSTRAINT "topic_note_page_id_topic_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."topic"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_note" ADD CONSTRAINT "topic_note_other_id_topic_page_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."topic"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_note" ADD CONSTRAINT "topic_note_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_timer" ADD CONSTRAINT "topic_timer_page_id_topic_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."topic"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_move_comment_id_index" ON "comment_move" USING btree ("comment_id");--> statement-breakpoint
CREATE INDEX "topic_note_page_id_after_index" ON "topic_note" USING btree ("page_id","after");--> statement-breakpoint
CREATE INDEX "topic_timer_at_index" ON "topic_timer" USING btree ("at");--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_merged_into_id_topic_page_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."topic"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "topic_merged" ON "topic" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_merged_into" CHECK (("topic"."state" = 'merged') = ("topic"."merged_into_id" is not null));--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_slow" CHECK ("topic"."slow_minutes" > 0);--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_state" CHECK ("topic"."state" in ('held','planned','shown','inside','hidden','merged'));