ALTER TABLE "material" ADD COLUMN "start_token" text;--> statement-breakpoint
ALTER TABLE "material_version" ADD COLUMN "submitted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "material_version" ADD COLUMN "published_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "material_owner_token_key" ON "material" USING btree ("owner_id","start_token");--> statement-breakpoint
CREATE INDEX "material_version_waiting" ON "material_version" USING btree ("submitted_at") WHERE published_at is null;