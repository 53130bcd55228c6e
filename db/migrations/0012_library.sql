DROP INDEX "material_published";--> statement-breakpoint
ALTER TABLE "file_object" ADD COLUMN "page" integer;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "trainers_access" text;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "is_neutral" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "renewed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "downloads" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "material_file" ADD COLUMN "role" text DEFAULT 'main' NOT NULL;--> statement-breakpoint
CREATE INDEX "material_new" ON "material" USING btree ("renewed_at","page_id") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "material_used" ON "material" USING btree ("downloads","page_id") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "material_title" ON "material" USING btree (lower("title"),"page_id") WHERE state = 'published';--> statement-breakpoint
ALTER TABLE "material" ADD CONSTRAINT "material_trainers_access" CHECK ("material"."trainers_access" in ('members','practitioners'));--> statement-breakpoint
ALTER TABLE "material_file" ADD CONSTRAINT "material_file_role" CHECK ("material_file"."role" in ('main','captions','transcript'));--> statement-breakpoint
UPDATE "material" m SET
  "renewed_at" = coalesce((select max(v.published_at) from material_version v where v.material_id = m.page_id), m.published_at),
  "is_neutral" = m.published_at is not null and m.countries = '{}',
  "downloads" = coalesce((select sum(d.count) from file_download d where d.file_id in
    (select f.file_id from material_file f where f.material_id = m.page_id)), 0);
