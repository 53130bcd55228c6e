-- The plain text of a revision was kept beside its content and read by nothing: what is searched has rows of its own.
DROP TRIGGER revision_is_immutable ON "revision";
--> statement-breakpoint
ALTER TABLE "revision" DROP COLUMN "plain_text";
--> statement-breakpoint
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON "revision" FOR EACH ROW
WHEN (
  OLD.state <> 'pending'
  OR (OLD.id, OLD.page_id, OLD.section_id, OLD.number, OLD.summary, OLD.tag, OLD.hash, OLD.content, OLD.created_at, OLD.client_token, OLD.size, OLD.size_change, OLD.schema_version)
     IS DISTINCT FROM
     (NEW.id, NEW.page_id, NEW.section_id, NEW.number, NEW.summary, NEW.tag, NEW.hash, NEW.content, NEW.created_at, NEW.client_token, NEW.size, NEW.size_change, NEW.schema_version)
  OR (OLD.base_id, OLD.parent_id, OLD.author_id, OLD.source_id) IS DISTINCT FROM (NEW.base_id, NEW.parent_id, NEW.author_id, NEW.source_id)
)
EXECUTE FUNCTION refuse_change();
