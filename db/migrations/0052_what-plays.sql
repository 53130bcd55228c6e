ALTER TABLE "file_object" DROP CONSTRAINT "file_object_kind";--> statement-breakpoint
ALTER TABLE "material_file" DROP CONSTRAINT "material_file_role";--> statement-breakpoint
ALTER TABLE "file" ADD COLUMN "seconds" integer;--> statement-breakpoint
ALTER TABLE "file_object" ADD CONSTRAINT "file_object_kind" CHECK ("file_object"."kind" in ('piece','original','picture','captions','export'));--> statement-breakpoint
ALTER TABLE "material_file" ADD CONSTRAINT "material_file_role" CHECK ("material_file"."role" in ('main','captions','transcript','poster'));--> statement-breakpoint
UPDATE "file" SET "reading" = 'waiting' WHERE "state" = 'clean' AND "type" IN ('captions','mp3','ogg','wav','mp4','webm');
