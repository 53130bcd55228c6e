CREATE TABLE "export_record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"format" text NOT NULL,
	"form" text NOT NULL,
	"language" text NOT NULL,
	"content_hash" text NOT NULL,
	"maker" integer NOT NULL,
	"state" text NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"sha256" text,
	"size" integer,
	"object_key" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "export_record_state" CHECK ("export_record"."state" in ('making','ready','failed')),
	CONSTRAINT "export_record_format" CHECK ("export_record"."format" in ('json','pdf','docx')),
	CONSTRAINT "export_record_form" CHECK ("export_record"."form" in ('brief','full')),
	CONSTRAINT "export_record_ready" CHECK ("export_record"."state" <> 'ready' or "export_record"."sha256" is not null)
);
--> statement-breakpoint
ALTER TABLE "file_object" DROP CONSTRAINT "file_object_kind";--> statement-breakpoint
ALTER TABLE "export_record" ADD CONSTRAINT "export_record_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "export_record_key" ON "export_record" USING btree ("page_id","number","format","form","language","content_hash","maker");--> statement-breakpoint
CREATE INDEX "export_record_sha256_index" ON "export_record" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "export_record_content_hash_index" ON "export_record" USING btree ("content_hash");--> statement-breakpoint
CREATE INDEX "export_record_kept" ON "export_record" USING btree ("asked_at") WHERE object_key is not null;--> statement-breakpoint
ALTER TABLE "file_object" ADD CONSTRAINT "file_object_kind" CHECK ("file_object"."kind" in ('piece','original','picture','export'));