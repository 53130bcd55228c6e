-- What a schema file cannot say: revisions and audit entries are append-only, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER revision_is_kept BEFORE DELETE ON "revision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A revision changes only once: a pending one is decided.
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON "revision" FOR EACH ROW
WHEN (
  OLD.state <> 'pending'
  OR (OLD.id, OLD.page_id, OLD.section_id, OLD.number, OLD.summary, OLD.tag, OLD.hash, OLD.content, OLD.plain_text, OLD.created_at, OLD.client_token, OLD.size, OLD.size_change, OLD.schema_version)
     IS DISTINCT FROM
     (NEW.id, NEW.page_id, NEW.section_id, NEW.number, NEW.summary, NEW.tag, NEW.hash, NEW.content, NEW.plain_text, NEW.created_at, NEW.client_token, NEW.size, NEW.size_change, NEW.schema_version)
  OR (OLD.base_id, OLD.parent_id, OLD.author_id, OLD.source_id) IS DISTINCT FROM (NEW.base_id, NEW.parent_id, NEW.author_id, NEW.source_id)
)
EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Of an audit entry only the address may go, after its 90 days.
CREATE TRIGGER audit_entry_is_immutable BEFORE UPDATE ON "audit_entry" FOR EACH ROW
WHEN (
  NEW.ip IS NOT NULL
  OR (OLD.id, OLD.at, OLD.actor_id, OLD.fact, OLD.subject, OLD.details, OLD.via) IS DISTINCT FROM (NEW.id, NEW.at, NEW.actor_id, NEW.fact, NEW.subject, NEW.details, NEW.via)
)
EXECUTE FUNCTION refuse_change();
