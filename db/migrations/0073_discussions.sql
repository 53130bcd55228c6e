CREATE SEQUENCE "public"."topic_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "category" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"position" integer NOT NULL,
	"icon" text NOT NULL,
	"language" text,
	"texts" jsonb NOT NULL,
	"openers" text DEFAULT 'members' NOT NULL,
	"repliers" text DEFAULT 'members' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "category_openers" CHECK ("category"."openers" in ('members','practitioners','moderators')),
	CONSTRAINT "category_repliers" CHECK ("category"."repliers" in ('members','practitioners','moderators'))
);
--> statement-breakpoint
CREATE TABLE "topic" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"section_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"slug" text NOT NULL,
	"category_id" uuid NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"language" text NOT NULL,
	"is_question" boolean NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"articles" text[] DEFAULT '{}' NOT NULL,
	"about_kind" text,
	"about_key" text,
	"about_page_id" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"active_at" timestamp (3) with time zone NOT NULL,
	"is_closed" boolean DEFAULT false NOT NULL,
	"is_pinned" boolean DEFAULT false NOT NULL,
	"is_starter" boolean DEFAULT false NOT NULL,
	"answer_id" uuid,
	"reply_count" integer DEFAULT 0 NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "topic_state" CHECK ("topic"."state" in ('held','shown','hidden'))
);
--> statement-breakpoint
ALTER TABLE "comment" ADD COLUMN "number" integer;--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_about_page_id_page_id_fk" FOREIGN KEY ("about_page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_created_by_member_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_answer_id_comment_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "category_slug_key" ON "category" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "topic_number_key" ON "topic" USING btree ("number");--> statement-breakpoint
CREATE INDEX "topic_active" ON "topic" USING btree ("active_at","page_id") WHERE state = 'shown';--> statement-breakpoint
CREATE INDEX "topic_active_in" ON "topic" USING btree ("category_id","active_at","page_id") WHERE state = 'shown';--> statement-breakpoint
CREATE INDEX "topic_pinned" ON "topic" USING btree ("active_at","page_id") WHERE state = 'shown' and is_pinned;--> statement-breakpoint
CREATE INDEX "topic_opened" ON "topic" USING btree ("created_at","page_id") WHERE state = 'shown';--> statement-breakpoint
CREATE INDEX "topic_held" ON "topic" USING btree ("created_at") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "topic_topics" ON "topic" USING gin ("topics");--> statement-breakpoint
CREATE INDEX "topic_countries" ON "topic" USING gin ("countries");--> statement-breakpoint
CREATE INDEX "topic_articles" ON "topic" USING gin ("articles");--> statement-breakpoint
CREATE INDEX "topic_about" ON "topic" USING btree ("about_page_id","active_at");--> statement-breakpoint
CREATE INDEX "topic_created_by_created_at_index" ON "topic" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "comment_number_key" ON "comment" USING btree ("post_id","number") WHERE number is not null;