-- The version before must run on this schema, and says post_id: the column keeps that name, and refers to any page.
ALTER TABLE "comment" RENAME COLUMN "page_id" TO "post_id";--> statement-breakpoint
ALTER TABLE "comment" RENAME CONSTRAINT "comment_page_id_page_id_fk" TO "comment_post_id_page_id_fk";--> statement-breakpoint
ALTER INDEX "comment_page_id_created_at_index" RENAME TO "comment_post_id_created_at_index";
