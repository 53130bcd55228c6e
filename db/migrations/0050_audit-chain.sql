CREATE TABLE "audit_link" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"signature" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_link_entry_key" ON "audit_link" USING btree ("entry_id");--> statement-breakpoint
CREATE TRIGGER audit_link_is_kept BEFORE UPDATE OR DELETE ON "audit_link" FOR EACH ROW EXECUTE FUNCTION refuse_change();
