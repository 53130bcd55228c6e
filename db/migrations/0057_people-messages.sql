CREATE TABLE "member_block" (
	"member_id" uuid NOT NULL,
	"blocked_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_block_member_id_blocked_id_pk" PRIMARY KEY("member_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "member_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"recipient_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"tells_address" boolean NOT NULL,
	"is_withheld" boolean NOT NULL,
	"is_reply" boolean NOT NULL,
	"client_token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"report_state" text,
	"report_reason" text,
	"reported_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "member_message_report" CHECK ("member_message"."report_state" in ('open','dismissed','upheld'))
);
--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "takes_messages" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "member_block" ADD CONSTRAINT "member_block_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_block" ADD CONSTRAINT "member_block_blocked_id_member_id_fk" FOREIGN KEY ("blocked_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_message" ADD CONSTRAINT "member_message_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_message" ADD CONSTRAINT "member_message_recipient_id_member_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_block_blocked_id_index" ON "member_block" USING btree ("blocked_id");--> statement-breakpoint
CREATE UNIQUE INDEX "member_message_token_key" ON "member_message" USING btree ("member_id","client_token");--> statement-breakpoint
CREATE INDEX "member_message_recipient_id_created_at_index" ON "member_message" USING btree ("recipient_id","created_at");--> statement-breakpoint
CREATE INDEX "member_message_report_state_reported_at_index" ON "member_message" USING btree ("report_state","reported_at");