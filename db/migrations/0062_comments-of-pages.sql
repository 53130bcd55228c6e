-- A comment named its post by the id of the post's page: it names that page. No row is written; the kind is the page's.
ALTER TABLE "comment" RENAME COLUMN "post_id" TO "page_id";--> statement-breakpoint
ALTER TABLE "comment" DROP CONSTRAINT "comment_post_id_post_page_id_fk";--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER INDEX "comment_post_id_created_at_index" RENAME TO "comment_page_id_created_at_index";
