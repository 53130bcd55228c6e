ALTER TABLE "post_author" ADD COLUMN "state" text DEFAULT 'agreed' NOT NULL;--> statement-breakpoint
ALTER TABLE "post_author" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "post_correction" ADD COLUMN "revision_id" uuid;--> statement-breakpoint
ALTER TABLE "file_grant" ADD COLUMN "is_writer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "post_correction" ADD CONSTRAINT "post_correction_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_articles" ON "post" USING gin ("articles");--> statement-breakpoint
CREATE UNIQUE INDEX "post_correction_revision_key" ON "post_correction" USING btree ("revision_id");--> statement-breakpoint
ALTER TABLE "post_author" ADD CONSTRAINT "post_author_state" CHECK ("post_author"."state" in ('asked','agreed','declined'));--> statement-breakpoint
-- Those who sign a post have its pictures before it appears.
INSERT INTO "file_grant" ("owner_kind", "owner_id", "member_id", "granted_at", "is_writer")
  SELECT 'post', "post_id", "member_id", now(), true FROM "post_author" ON CONFLICT DO NOTHING;
