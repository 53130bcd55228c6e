CREATE TABLE "page_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"actor_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	CONSTRAINT "page_event_kind" CHECK ("page_event"."kind" in ('change','correction','comment','version','files','retracted'))
);
--> statement-breakpoint
ALTER TABLE "watch" DROP CONSTRAINT "watch_reason";--> statement-breakpoint
ALTER TABLE "page_event" ADD CONSTRAINT "page_event_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_event" ADD CONSTRAINT "page_event_actor_id_member_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "page_event_page_id_at_index" ON "page_event" USING btree ("page_id","at");--> statement-breakpoint
CREATE INDEX "page_event_actor_id_index" ON "page_event" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "page_event_at_index" ON "page_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "notice_in_person" ON "notice" USING btree ("kind","key") WHERE watch_kind is null;--> statement-breakpoint
ALTER TABLE "material_message" DROP COLUMN "sent_at";--> statement-breakpoint
ALTER TABLE "watch" ADD CONSTRAINT "watch_reason" CHECK ("watch"."reason" in ('chosen','edited','own'));--> statement-breakpoint
-- Who signs a post watches it from its publication on; those that are there already begin now.
INSERT INTO "watch" ("member_id", "kind", "key", "page_id", "level", "reason", "since", "seen_number", "seen_at", "created_at")
SELECT a."member_id", 'post', p."page_id"::text, p."page_id", 'watching', 'own', now(),
  coalesce((SELECT max(r."number") FROM "revision" r WHERE r."page_id" = p."page_id" AND r."state" = 'published'), 0),
  now(), now()
FROM "post" p
JOIN "post_author" a ON a."post_id" = p."page_id" AND a."state" = 'agreed'
JOIN "member" m ON m."id" = a."member_id" AND m."state" = 'active'
WHERE p."state" = 'published'
ON CONFLICT DO NOTHING;
--> statement-breakpoint
-- Who wanted no mails of decisions, or gathered ones, had chosen the same for comments: that was one choice.
UPDATE "notice_setting" SET "mails" = "mails" || jsonb_build_object('mention', "mails" -> 'decision', 'reply', "mails" -> 'decision')
WHERE "mails" ? 'decision';
