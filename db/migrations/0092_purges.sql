ALTER TABLE "revision_hiding" ADD COLUMN "purged_for" text;--> statement-breakpoint
ALTER TABLE "revision_hiding" ADD CONSTRAINT "revision_hiding_purged_for" CHECK ("revision_hiding"."purged_for" in ('personal-data','court-order','illegal-content','case-data','other'));--> statement-breakpoint
ALTER TABLE "revision_hiding" ADD CONSTRAINT "revision_hiding_purged" CHECK ("revision_hiding"."purged_for" is null or ("revision_hiding"."is_text_hidden" and "revision_hiding"."is_summary_hidden"));--> statement-breakpoint
ALTER TABLE "comment" ADD COLUMN "purged_for" text;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_purged_for" CHECK ("comment"."purged_for" in ('personal-data','court-order','illegal-content','case-data','other'));--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_purged" CHECK ("comment"."purged_for" is null or "comment"."state" = 'removed');--> statement-breakpoint
-- A revision that moderators purged loses its text, its summary, the hash of the text, and the words of its review; nothing else.
CREATE FUNCTION "refuse_revision_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.content = 'null'::jsonb AND NEW.summary = '' AND NEW.hash = '' AND NEW.decision_reason IS NULL
    AND to_jsonb(NEW) - ARRAY['content', 'summary', 'hash', 'decision_reason']
      = to_jsonb(OLD) - ARRAY['content', 'summary', 'hash', 'decision_reason']
    AND EXISTS (SELECT 1 FROM "revision_hiding" h WHERE h.revision_id = OLD.id AND h.purged_for IS NOT NULL)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
DROP TRIGGER revision_is_immutable ON "revision";--> statement-breakpoint
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON "revision" FOR EACH ROW
WHEN (
  OLD.state <> 'pending'
  OR (OLD.id, OLD.page_id, OLD.section_id, OLD.number, OLD.summary, OLD.tag, OLD.hash, OLD.content, OLD.created_at, OLD.client_token, OLD.size, OLD.size_change, OLD.schema_version, OLD.by_token)
     IS DISTINCT FROM
     (NEW.id, NEW.page_id, NEW.section_id, NEW.number, NEW.summary, NEW.tag, NEW.hash, NEW.content, NEW.created_at, NEW.client_token, NEW.size, NEW.size_change, NEW.schema_version, NEW.by_token)
  OR (OLD.base_id, OLD.parent_id, OLD.author_id, OLD.source_id, OLD.companion_id)
     IS DISTINCT FROM (NEW.base_id, NEW.parent_id, NEW.author_id, NEW.source_id, NEW.companion_id)
)
EXECUTE FUNCTION refuse_revision_change();--> statement-breakpoint
-- What is purged stays marked as purged.
CREATE FUNCTION "keep_purge"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a purge cannot be undone' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER revision_purge_is_kept BEFORE UPDATE ON "revision_hiding" FOR EACH ROW
WHEN (OLD.purged_for IS NOT NULL AND NEW.purged_for IS NULL) EXECUTE FUNCTION keep_purge();
