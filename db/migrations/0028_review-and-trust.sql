CREATE TABLE "revision_claim" (
	"revision_id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revision_hiding" (
	"revision_id" uuid PRIMARY KEY NOT NULL,
	"is_text_hidden" boolean NOT NULL,
	"is_summary_hidden" boolean NOT NULL,
	"reason" text NOT NULL,
	"hidden_by" uuid,
	"hidden_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revision_hiding_something" CHECK ("revision_hiding"."is_text_hidden" or "revision_hiding"."is_summary_hidden")
);
--> statement-breakpoint
CREATE TABLE "revision_thanks" (
	"revision_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"thanked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revision_thanks_revision_id_member_id_pk" PRIMARY KEY("revision_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "revision" DROP CONSTRAINT "revision_state";--> statement-breakpoint
DROP INDEX "revision_pending";--> statement-breakpoint
ALTER TABLE "role_grant" ADD COLUMN "is_earned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "protection" text;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "protection_reason" text;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "protected_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "protected_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "protected_by" uuid;--> statement-breakpoint
ALTER TABLE "revision_claim" ADD CONSTRAINT "revision_claim_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_claim" ADD CONSTRAINT "revision_claim_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_hiding" ADD CONSTRAINT "revision_hiding_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_hiding" ADD CONSTRAINT "revision_hiding_hidden_by_member_id_fk" FOREIGN KEY ("hidden_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_thanks" ADD CONSTRAINT "revision_thanks_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_thanks" ADD CONSTRAINT "revision_thanks_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "revision_thanks_member_id_index" ON "revision_thanks" USING btree ("member_id");--> statement-breakpoint
ALTER TABLE "section" ADD CONSTRAINT "section_protected_by_member_id_fk" FOREIGN KEY ("protected_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "revision_page_pending" ON "revision" USING btree ("page_id","created_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "revision_pending" ON "revision" USING btree ("created_at","id") WHERE state = 'pending';--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_state" CHECK ("revision"."state" in ('published','pending','rejected','withdrawn'));--> statement-breakpoint
ALTER TABLE "section" ADD CONSTRAINT "section_protection" CHECK ("section"."protection" in ('trusted','moderators'));