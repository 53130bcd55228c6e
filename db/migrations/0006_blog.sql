CREATE TABLE "comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"parent_id" uuid,
	"author_id" uuid NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"client_token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "comment_state" CHECK ("comment"."state" in ('held','shown','hidden','removed'))
);
--> statement-breakpoint
CREATE TABLE "comment_version" (
	"comment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "comment_version_comment_id_number_pk" PRIMARY KEY("comment_id","number")
);
--> statement-breakpoint
CREATE TABLE "post" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"section_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"language" text NOT NULL,
	"is_personal_view" boolean DEFAULT true NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"articles" text[] DEFAULT '{}' NOT NULL,
	"project" text,
	"series_id" uuid,
	"translation_id" uuid,
	"cover_id" uuid,
	"cover_alt" text,
	"reading_minutes" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"publish_at" timestamp (3) with time zone,
	"publish_zone" text,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid,
	"retracted_at" timestamp (3) with time zone,
	"retraction_reason" text,
	"return_reason" text,
	"is_comments_locked" boolean DEFAULT false NOT NULL,
	"comment_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "post_state" CHECK ("post"."state" in ('draft','submitted','scheduled','published','retracted')),
	CONSTRAINT "post_reading_minutes" CHECK ("post"."reading_minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "post_alias" (
	"slug" text PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post_author" (
	"post_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "post_author_post_id_member_id_pk" PRIMARY KEY("post_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "post_correction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"note" text NOT NULL,
	"member_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post_preview" (
	"hash" text PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_post_id_post_page_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."post"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_member_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_version" ADD CONSTRAINT "comment_version_comment_id_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_cover_id_file_id_fk" FOREIGN KEY ("cover_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_created_by_member_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_alias" ADD CONSTRAINT "post_alias_post_id_post_page_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."post"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_author" ADD CONSTRAINT "post_author_post_id_post_page_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."post"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_author" ADD CONSTRAINT "post_author_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_correction" ADD CONSTRAINT "post_correction_post_id_post_page_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."post"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_correction" ADD CONSTRAINT "post_correction_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_preview" ADD CONSTRAINT "post_preview_post_id_post_page_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."post"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_preview" ADD CONSTRAINT "post_preview_created_by_member_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "comment_author_token_key" ON "comment" USING btree ("author_id","client_token");--> statement-breakpoint
CREATE INDEX "comment_post_id_created_at_index" ON "comment" USING btree ("post_id","created_at");--> statement-breakpoint
CREATE INDEX "comment_parent_id_index" ON "comment" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "comment_held" ON "comment" USING btree ("created_at") WHERE state = 'held';--> statement-breakpoint
CREATE UNIQUE INDEX "post_slug_key" ON "post" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "post_published" ON "post" USING btree ("published_at","page_id") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "post_waiting" ON "post" USING btree ("submitted_at") WHERE state = 'submitted';--> statement-breakpoint
CREATE INDEX "post_due" ON "post" USING btree ("publish_at") WHERE state = 'scheduled';--> statement-breakpoint
CREATE INDEX "post_topics" ON "post" USING gin ("topics");--> statement-breakpoint
CREATE INDEX "post_countries" ON "post" USING gin ("countries");--> statement-breakpoint
CREATE INDEX "post_created_by_updated_at_index" ON "post" USING btree ("created_by","updated_at");--> statement-breakpoint
CREATE INDEX "post_series_id_published_at_index" ON "post" USING btree ("series_id","published_at");--> statement-breakpoint
CREATE INDEX "post_translation_id_index" ON "post" USING btree ("translation_id");--> statement-breakpoint
CREATE INDEX "post_cover_id_index" ON "post" USING btree ("cover_id");--> statement-breakpoint
CREATE INDEX "post_alias_post_id_index" ON "post_alias" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "post_author_member_id_index" ON "post_author" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "post_correction_post_id_created_at_index" ON "post_correction" USING btree ("post_id","created_at");--> statement-breakpoint
CREATE INDEX "post_preview_post_id_index" ON "post_preview" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "post_preview_expires_at_index" ON "post_preview" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "series_slug_key" ON "series" USING btree ("slug");