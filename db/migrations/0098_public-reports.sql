CREATE TABLE "public_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid,
	"path" text NOT NULL,
	"ground" text NOT NULL,
	"words" text NOT NULL,
	"name" text,
	"email" text,
	"email_key" text,
	"locale" text NOT NULL,
	"hash" text NOT NULL,
	"token_hash" text NOT NULL,
	"mailed" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"complaint" text,
	"complained_at" timestamp (3) with time zone,
	CONSTRAINT "public_report_confirmed" CHECK (("public_report"."confirmed_at" is null) = ("public_report"."case_id" is null)),
	CONSTRAINT "public_report_mail" CHECK (("public_report"."email" is null) = ("public_report"."email_key" is null))
);
--> statement-breakpoint
ALTER TABLE "flag_case" ADD COLUMN "reports" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "flag_case" ADD COLUMN "grounds" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "flag_case" ADD COLUMN "barred_id" uuid;--> statement-breakpoint
ALTER TABLE "flag_case" ADD COLUMN "basis" text;--> statement-breakpoint
ALTER TABLE "flag_case" ADD COLUMN "law" text;--> statement-breakpoint
ALTER TABLE "flag_case" ADD COLUMN "appeal_shares" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "flag_case" ADD CONSTRAINT "flag_case_basis" CHECK ("flag_case"."basis" in ('charter','law'));--> statement-breakpoint
ALTER TABLE "public_report" ADD CONSTRAINT "public_report_case_id_flag_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."flag_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "public_report_token_key" ON "public_report" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "public_report_hash_key" ON "public_report" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "public_report_case_id_index" ON "public_report" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "public_report_email_key_index" ON "public_report" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "public_report_unconfirmed" ON "public_report" USING btree ("created_at") WHERE confirmed_at is null;--> statement-breakpoint
DROP INDEX "flag_case_waiting";--> statement-breakpoint
CREATE INDEX "flag_case_waiting" ON "flag_case" USING btree ((reports > 0) DESC,"weight" DESC,"created_at") WHERE state = 'open';
