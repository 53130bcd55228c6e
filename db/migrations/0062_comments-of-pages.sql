-- A comment refers to any page, not to posts alone. The column keeps its name: the version before must run on this schema.
ALTER TABLE "comment" DROP CONSTRAINT "comment_post_id_post_page_id_fk";--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_post_id_page_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;
