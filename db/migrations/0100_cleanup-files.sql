CREATE TABLE "file_withholding" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"was" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "file_withholding_was" CHECK ("file_withholding"."was" in ('clean','quarantined'))
);
--> statement-breakpoint
ALTER TABLE "file" DROP CONSTRAINT "file_state";--> statement-breakpoint
ALTER TABLE "file_withholding" ADD CONSTRAINT "file_withholding_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "filter_hit_held" ON "filter_hit" USING btree ("page_id") WHERE outcome = 'held' and comment_id is null;--> statement-breakpoint
CREATE INDEX "revision_source" ON "revision" USING btree ("source_id") WHERE source_id is not null;--> statement-breakpoint
ALTER TABLE "file" ADD CONSTRAINT "file_state" CHECK ("file"."state" in ('uploading','quarantined','clean','withheld','refused','lost'));