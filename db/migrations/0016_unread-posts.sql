-- A revision is kept for good, with one exception: the text of a post that never appeared had no readers, and goes with
-- the last of those who signed it.
CREATE FUNCTION keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "post" p WHERE p.page_id = OLD.page_id AND p.published_at IS NULL AND p.state IN ('draft', 'submitted')
      AND NOT EXISTS (
        SELECT 1 FROM "post_author" a JOIN "member" m ON m.id = a.member_id
        WHERE a.post_id = p.page_id AND a.state = 'agreed' AND m.state <> 'erased'
      )
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DROP TRIGGER revision_is_kept ON "revision";
--> statement-breakpoint
CREATE TRIGGER revision_is_kept BEFORE DELETE ON "revision" FOR EACH ROW EXECUTE FUNCTION keep_revision();
