ALTER TABLE "post" DROP CONSTRAINT "post_state";--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "post_removed" ON "post" USING btree ("removed_at") WHERE state = 'removed';--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_removed_unread" CHECK ("post"."state" <> 'removed' or "post"."published_at" is null);--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_state" CHECK ("post"."state" in ('draft','submitted','scheduled','published','retracted','removed'));--> statement-breakpoint
-- The text of a post that never appeared and that was deleted goes when its time in the bin is over, as a material's does.
CREATE OR REPLACE FUNCTION keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "post" p WHERE p.page_id = OLD.page_id AND p.published_at IS NULL AND (
      (p.state = 'removed' AND p.title = '') OR (p.state IN ('draft', 'submitted') AND NOT EXISTS (
        SELECT 1 FROM "post_author" a JOIN "member" m ON m.id = a.member_id
        WHERE a.post_id = p.page_id AND a.state = 'agreed' AND m.state <> 'erased'
      ))
    )
  ) OR EXISTS (
    SELECT 1 FROM "material" d WHERE d.page_id = OLD.page_id AND d.published_at IS NULL AND d.state = 'removed'
      AND d.title = ''
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
