CREATE TABLE "standing_page" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"is_own" boolean NOT NULL,
	"product" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "standing_page" ADD CONSTRAINT "standing_page_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;