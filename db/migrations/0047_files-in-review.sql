ALTER TABLE "file_use" ADD COLUMN "is_in_review" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "file_use" SET "is_in_review" = true FROM "material" m
  WHERE m."page_id" = "file_use"."owner_id" AND "file_use"."owner_kind" NOT LIKE '%-bin'
    AND (m."state" = 'submitted' OR ("file_use"."owner_kind" = 'material-waiting' AND m."state" = 'published' AND EXISTS (
      SELECT 1 FROM "material_version" v
      WHERE v."material_id" = m."page_id" AND v."published_at" IS NULL AND v."submitted_at" IS NOT NULL)));--> statement-breakpoint
UPDATE "file_use" SET "is_in_review" = true FROM "post" p
  WHERE p."page_id" = "file_use"."owner_id" AND "file_use"."owner_kind" = 'post' AND p."state" = 'submitted';
