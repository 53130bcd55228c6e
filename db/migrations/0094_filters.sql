CREATE TABLE "text_filter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"explanation" text NOT NULL,
	"words" text[] NOT NULL,
	"hosts" text[] NOT NULL,
	"min_links" integer,
	"writers" text NOT NULL,
	"script" text,
	"places" text[] NOT NULL,
	"stage" text NOT NULL,
	"version" integer NOT NULL,
	"tested_version" integer,
	"tested_at" timestamp (3) with time zone,
	"tested" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid,
	"braked_at" timestamp (3) with time zone,
	CONSTRAINT "text_filter_stage" CHECK ("text_filter"."stage" in ('off','log','warn','hold','refuse')),
	CONSTRAINT "text_filter_writers" CHECK ("text_filter"."writers" in ('anyone','new')),
	CONSTRAINT "text_filter_tested" CHECK (("text_filter"."tested_version" is null) = ("text_filter"."tested_at" is null))
);
--> statement-breakpoint
CREATE TABLE "filter_hit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"filter_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"place" text NOT NULL,
	"page_id" uuid,
	"comment_id" uuid,
	"matched" text[] NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "filter_hit_outcome" CHECK ("filter_hit"."outcome" in ('logged','warned','sent','held','refused'))
);
--> statement-breakpoint
ALTER TABLE "text_filter" ADD CONSTRAINT "text_filter_changed_by_member_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filter_hit" ADD CONSTRAINT "filter_hit_filter_id_text_filter_id_fk" FOREIGN KEY ("filter_id") REFERENCES "public"."text_filter"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filter_hit" ADD CONSTRAINT "filter_hit_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "text_filter_active" ON "text_filter" USING btree ("id") WHERE stage <> 'off';--> statement-breakpoint
CREATE INDEX "filter_hit_filter_id_at_index" ON "filter_hit" USING btree ("filter_id","at");--> statement-breakpoint
CREATE INDEX "filter_hit_member_id_index" ON "filter_hit" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "filter_hit_at_index" ON "filter_hit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "filter_hit_comment" ON "filter_hit" USING btree ("comment_id") WHERE comment_id is not null;--> statement-breakpoint
CREATE INDEX "comment_created" ON "comment" USING btree ("created_at","id");
