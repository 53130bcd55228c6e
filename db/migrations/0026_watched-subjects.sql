CREATE TABLE "subject_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"sort" text NOT NULL,
	"page_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"record_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	CONSTRAINT "subject_event_sort" CHECK ("subject_event"."sort" in ('post','material','provision'))
);
--> statement-breakpoint
ALTER TABLE "subject_event" ADD CONSTRAINT "subject_event_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subject_event_kind_key_at_index" ON "subject_event" USING btree ("kind","key","at");--> statement-breakpoint
CREATE INDEX "subject_event_subject_id_index" ON "subject_event" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "subject_event_page_id_index" ON "subject_event" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "subject_event_at_index" ON "subject_event" USING btree ("at");