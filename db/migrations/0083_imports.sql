CREATE TABLE "import_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"category_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "imported_message" (
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"run_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"comment_id" uuid,
	"author_name" text,
	CONSTRAINT "imported_message_source_external_id_pk" PRIMARY KEY("source","external_id")
);
--> statement-breakpoint
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_message" ADD CONSTRAINT "imported_message_run_id_import_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_message" ADD CONSTRAINT "imported_message_page_id_topic_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."topic"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_message" ADD CONSTRAINT "imported_message_comment_id_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_message_run_id_index" ON "imported_message" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "imported_message_page_id_index" ON "imported_message" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "imported_message_comment_id_index" ON "imported_message" USING btree ("comment_id");