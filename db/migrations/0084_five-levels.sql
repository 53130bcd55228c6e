ALTER TABLE "watch" DROP CONSTRAINT "watch_level";--> statement-breakpoint
ALTER TABLE "watch" ADD CONSTRAINT "watch_level" CHECK ("watch"."level" in ('watching','first','tracking','normal','muted'));--> statement-breakpoint
ALTER TABLE "subject_event" DROP CONSTRAINT "subject_event_sort";--> statement-breakpoint
ALTER TABLE "subject_event" ADD CONSTRAINT "subject_event_sort" CHECK ("subject_event"."sort" in ('post','material','discussion','room','provision','provision-change','assessment','declaration'));--> statement-breakpoint
INSERT INTO "watch" ("member_id", "kind", "key", "page_id", "level", "reason", "since", "seen_number", "seen_at", "created_at")
SELECT "member_id", 'category', "category_id"::text, null, 'muted', 'chosen', "created_at", 0, "created_at", "created_at" FROM "category_mute";--> statement-breakpoint
DROP TABLE "category_mute";
