ALTER TABLE "file" ADD COLUMN "recognition" text;--> statement-breakpoint
ALTER TABLE "file" ADD COLUMN "recognised_in" text;--> statement-breakpoint
ALTER TABLE "file" ADD COLUMN "recognised_pages" integer;--> statement-breakpoint
ALTER TABLE "file" ADD CONSTRAINT "file_recognition" CHECK ("file"."recognition" in ('waiting','read','nothing','failed'));