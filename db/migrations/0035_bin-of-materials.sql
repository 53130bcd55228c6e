ALTER TABLE "material" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "material_removed" ON "material" USING btree ("removed_at") WHERE state = 'removed';--> statement-breakpoint
-- The second exception: the description of a material that was never published and that its owner deleted goes when its
-- time in the bin is over, which is when it has no title any more.
CREATE OR REPLACE FUNCTION keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "post" p WHERE p.page_id = OLD.page_id AND p.published_at IS NULL AND p.state IN ('draft', 'submitted')
      AND NOT EXISTS (
        SELECT 1 FROM "post_author" a JOIN "member" m ON m.id = a.member_id
        WHERE a.post_id = p.page_id AND a.state = 'agreed' AND m.state <> 'erased'
      )
  ) OR EXISTS (
    SELECT 1 FROM "material" d WHERE d.page_id = OLD.page_id AND d.published_at IS NULL AND d.state = 'removed'
      AND d.title = ''
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
