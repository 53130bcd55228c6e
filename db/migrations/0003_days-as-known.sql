ALTER TABLE "treaty_status" ALTER COLUMN "signed_on" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "treaty_status" ALTER COLUMN "consent_on" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "treaty_status" ALTER COLUMN "in_force_on" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "treaty_status" ALTER COLUMN "invited_on" SET DATA TYPE text;