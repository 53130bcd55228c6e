CREATE TABLE "api_answer" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer NOT NULL,
	"body" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_answer" ADD CONSTRAINT "api_answer_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_answer_member_id_index" ON "api_answer" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "api_answer_created_at_index" ON "api_answer" USING btree ("created_at");