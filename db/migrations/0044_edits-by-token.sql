ALTER TABLE "revision" ADD COLUMN "by_token" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "revision_by_token" ON "revision" USING btree ("created_at","id") WHERE by_token;--> statement-breakpoint
DROP TRIGGER revision_is_immutable ON "revision";--> statement-breakpoint
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON "revision" FOR EACH ROW
WHEN (
  OLD.state <> 'pending'
  OR (OLD.id, OLD.page_id, OLD.section_id, OLD.number, OLD.summary, OLD.tag, OLD.hash, OLD.content, OLD.created_at, OLD.client_token, OLD.size, OLD.size_change, OLD.schema_version, OLD.by_token)
     IS DISTINCT FROM
     (NEW.id, NEW.page_id, NEW.section_id, NEW.number, NEW.summary, NEW.tag, NEW.hash, NEW.content, NEW.created_at, NEW.client_token, NEW.size, NEW.size_change, NEW.schema_version, NEW.by_token)
  OR (OLD.base_id, OLD.parent_id, OLD.author_id, OLD.source_id) IS DISTINCT FROM (NEW.base_id, NEW.parent_id, NEW.author_id, NEW.source_id)
)
EXECUTE FUNCTION refuse_change();
