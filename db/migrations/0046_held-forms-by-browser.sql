-- What waits has no browser to belong to, and would have lasted an hour at most.
DELETE FROM "held_form";--> statement-breakpoint
ALTER TABLE "held_form" ADD COLUMN "browser" text NOT NULL;--> statement-breakpoint
ALTER TABLE "held_form" ADD COLUMN "member_id" uuid;--> statement-breakpoint
ALTER TABLE "held_form" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "held_form" ADD COLUMN "bytes" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "held_form" ADD CONSTRAINT "held_form_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "held_form_member_id_index" ON "held_form" USING btree ("member_id");