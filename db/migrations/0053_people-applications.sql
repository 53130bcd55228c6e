CREATE TABLE "application_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_step_kind" CHECK ("application_step"."kind" in ('question','answer','amended','again','accepted','refused'))
);
--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "changed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "method" text;--> statement-breakpoint
ALTER TABLE "application_step" ADD CONSTRAINT "application_step_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_step" ADD CONSTRAINT "application_step_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_step_application_id_created_at_index" ON "application_step" USING btree ("application_id","created_at");--> statement-breakpoint
CREATE INDEX "application_step_member_id_index" ON "application_step" USING btree ("member_id");