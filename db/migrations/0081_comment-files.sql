-- Files of comments: where not everybody reads the page, its readers have them.
ALTER TABLE "file_use" DROP CONSTRAINT "file_use_access";--> statement-breakpoint
ALTER TABLE "file_use" ADD CONSTRAINT "file_use_access" CHECK ("file_use"."access" in ('public','members','practitioners','readers'));--> statement-breakpoint
ALTER TABLE "inbound_mail" ADD COLUMN "left_out" jsonb;
