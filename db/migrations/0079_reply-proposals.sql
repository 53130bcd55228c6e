CREATE TABLE "reply_credit" (
	"revision_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	CONSTRAINT "reply_credit_revision_id_comment_id_pk" PRIMARY KEY("revision_id","comment_id")
);
--> statement-breakpoint
CREATE TABLE "reply_proposal" (
	"member_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reply_proposal_member_id_section_id_comment_id_pk" PRIMARY KEY("member_id","section_id","comment_id")
);
--> statement-breakpoint
ALTER TABLE "reply_credit" ADD CONSTRAINT "reply_credit_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_credit" ADD CONSTRAINT "reply_credit_comment_id_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_proposal" ADD CONSTRAINT "reply_proposal_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_proposal" ADD CONSTRAINT "reply_proposal_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_proposal" ADD CONSTRAINT "reply_proposal_comment_id_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reply_credit_comment" ON "reply_credit" USING btree ("comment_id");--> statement-breakpoint
CREATE INDEX "reply_proposal_created" ON "reply_proposal" USING btree ("created_at");