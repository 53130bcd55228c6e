ALTER TABLE "page_event" DROP CONSTRAINT "page_event_kind";--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "retracted_by" uuid;--> statement-breakpoint
ALTER TABLE "material" ADD CONSTRAINT "material_retracted_by_member_id_fk" FOREIGN KEY ("retracted_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_event" ADD CONSTRAINT "page_event_kind" CHECK ("page_event"."kind" in ('change','correction','comment','version','files','retracted','restored'));--> statement-breakpoint
UPDATE "material" m SET "retracted_by" = (SELECT a.actor_id FROM "audit_entry" a WHERE a.subject = m.page_id::text AND a.fact = 'material.retracted' ORDER BY a.at DESC LIMIT 1) WHERE m.state = 'retracted';
