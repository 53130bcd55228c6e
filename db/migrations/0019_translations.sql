ALTER TABLE "revision" ADD COLUMN "follows_id" uuid;--> statement-breakpoint
ALTER TABLE "revision" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_follows_id_revision_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "section_language" ON "section" USING btree ("language") WHERE language is not null;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_label" CHECK ("revision"."label" in ('official','courtesy','machine'));--> statement-breakpoint
-- What a revision follows and what its words are is said once, as its text is.
CREATE TRIGGER revision_marks_are_immutable BEFORE UPDATE ON "revision" FOR EACH ROW
WHEN ((OLD.follows_id, OLD.label) IS DISTINCT FROM (NEW.follows_id, NEW.label))
EXECUTE FUNCTION refuse_change();
