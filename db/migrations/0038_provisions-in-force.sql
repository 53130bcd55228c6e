ALTER TABLE "provision" ADD COLUMN "in_force_from" text;--> statement-breakpoint
ALTER TABLE "provision" ADD COLUMN "in_force_to" text;--> statement-breakpoint
ALTER TABLE "provision" ADD COLUMN "superseded_by" text;--> statement-breakpoint
ALTER TABLE "provision" ADD COLUMN "force" text DEFAULT 'current' NOT NULL;--> statement-breakpoint
UPDATE "provision" SET "force" = CASE WHEN "law_state" = 'not_yet_in_force' THEN 'future' ELSE 'past' END WHERE "law_state" IN ('repealed', 'replaced', 'not_yet_in_force');
