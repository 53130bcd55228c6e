CREATE TABLE "section_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"section_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"member_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "section_check_kind" CHECK ("section_check"."kind" in ('verified','confirmed'))
);
--> statement-breakpoint
CREATE TABLE "section_freshness" (
	"section_id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"how" text NOT NULL,
	"review_by" timestamp (3) with time zone NOT NULL,
	"outdated_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"verified_by" text,
	"verified_number" integer,
	CONSTRAINT "section_freshness_state" CHECK ("section_freshness"."state" in ('fresh','due','outdated'))
);
--> statement-breakpoint
ALTER TABLE "section_check" ADD CONSTRAINT "section_check_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_check" ADD CONSTRAINT "section_check_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_check" ADD CONSTRAINT "section_check_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_freshness" ADD CONSTRAINT "section_freshness_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_freshness" ADD CONSTRAINT "section_freshness_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "section_check_section_id_at_index" ON "section_check" USING btree ("section_id","at");--> statement-breakpoint
CREATE INDEX "section_check_member_id_index" ON "section_check" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "section_freshness_page_id_index" ON "section_freshness" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "section_freshness_due" ON "section_freshness" USING btree ("review_by") WHERE state = 'fresh';--> statement-breakpoint
CREATE INDEX "section_freshness_outdated" ON "section_freshness" USING btree ("outdated_at") WHERE state = 'due';
--> statement-breakpoint
-- What stands already is as fresh as its last revision.
INSERT INTO "section_freshness" ("section_id", "page_id", "checked_at", "how", "review_by", "outdated_at", "state")
SELECT s.id, s.page_id, r.created_at, 'edit', (r.created_at at time zone 'UTC' + m.months) at time zone 'UTC',
  (r.created_at at time zone 'UTC' + 2 * m.months) at time zone 'UTC', 'fresh'
FROM "section" s
JOIN "page" p ON p.id = s.page_id AND p.kind = 'profile'
JOIN "revision" r ON r.id = s.current_revision_id
CROSS JOIN LATERAL (SELECT CASE WHEN s.key IN ('institutions', 'reporting') THEN interval '6 months'
  ELSE interval '12 months' END AS months) m;
