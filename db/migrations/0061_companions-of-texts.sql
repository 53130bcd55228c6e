ALTER TABLE "revision" ADD COLUMN "companion_id" uuid;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_companion_id_revision_id_fk" FOREIGN KEY ("companion_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "revision_companion_key" ON "revision" USING btree ("companion_id") WHERE companion_id is not null;--> statement-breakpoint
DROP TRIGGER revision_is_immutable ON "revision";--> statement-breakpoint
-- Sources that were saved with a text had its token with an ending. No client can make a token with a dot.
UPDATE "revision" AS sources SET companion_id = own.id
FROM "revision" AS own
WHERE sources.client_token = own.client_token || '.sources' AND sources.author_id = own.author_id AND sources.page_id = own.page_id;--> statement-breakpoint
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON "revision" FOR EACH ROW
WHEN (
  OLD.state <> 'pending'
  OR (OLD.id, OLD.page_id, OLD.section_id, OLD.number, OLD.summary, OLD.tag, OLD.hash, OLD.content, OLD.created_at, OLD.client_token, OLD.size, OLD.size_change, OLD.schema_version, OLD.by_token)
     IS DISTINCT FROM
     (NEW.id, NEW.page_id, NEW.section_id, NEW.number, NEW.summary, NEW.tag, NEW.hash, NEW.content, NEW.created_at, NEW.client_token, NEW.size, NEW.size_change, NEW.schema_version, NEW.by_token)
  OR (OLD.base_id, OLD.parent_id, OLD.author_id, OLD.source_id, OLD.companion_id)
     IS DISTINCT FROM (NEW.base_id, NEW.parent_id, NEW.author_id, NEW.source_id, NEW.companion_id)
)
EXECUTE FUNCTION refuse_change();
