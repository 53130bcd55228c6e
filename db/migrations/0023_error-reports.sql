CREATE TABLE "error_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"section" text,
	"text" text NOT NULL,
	"email" text,
	"locale" text NOT NULL,
	"hash" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"answer" text,
	CONSTRAINT "error_report_state" CHECK ("error_report"."state" in ('open','corrected','declined'))
);
--> statement-breakpoint
ALTER TABLE "error_report" ADD CONSTRAINT "error_report_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_report" ADD CONSTRAINT "error_report_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "error_report_hash_key" ON "error_report" USING btree ("hash") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "error_report_open" ON "error_report" USING btree ("created_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "error_report_email" ON "error_report" USING btree ("created_at") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "error_report_decided_at_index" ON "error_report" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "error_report_decided_by_index" ON "error_report" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "error_report_page_id_index" ON "error_report" USING btree ("page_id");