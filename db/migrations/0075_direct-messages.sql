CREATE TABLE "conversation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"started_by" uuid NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "conversation_state" CHECK ("conversation"."state" in ('requested','accepted','declined')),
	CONSTRAINT "conversation_pair" CHECK ("conversation"."first_id" < "conversation"."second_id" and "conversation"."started_by" in ("conversation"."first_id", "conversation"."second_id"))
);
--> statement-breakpoint
CREATE TABLE "conversation_access" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation_side" (
	"conversation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"last_number" integer NOT NULL,
	"last_id" uuid NOT NULL,
	"read_number" integer NOT NULL,
	"archived_number" integer NOT NULL,
	CONSTRAINT "conversation_side_conversation_id_member_id_pk" PRIMARY KEY("conversation_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "direct_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"member_id" uuid NOT NULL,
	"recipient_id" uuid NOT NULL,
	"is_request" boolean NOT NULL,
	"text" text NOT NULL,
	"content" jsonb,
	"client_token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "direct_message_deleted" CHECK ("direct_message"."deleted_at" is null or ("direct_message"."text" = '' and "direct_message"."content" is null))
);
--> statement-breakpoint
CREATE TABLE "message_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"text" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "message_report_state" CHECK ("message_report"."state" in ('open','dismissed','upheld'))
);
--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "messages_from" text DEFAULT 'everyone' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_first_id_member_id_fk" FOREIGN KEY ("first_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_second_id_member_id_fk" FOREIGN KEY ("second_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_started_by_member_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_access" ADD CONSTRAINT "conversation_access_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_access" ADD CONSTRAINT "conversation_access_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_access" ADD CONSTRAINT "conversation_access_report_id_message_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."message_report"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_side" ADD CONSTRAINT "conversation_side_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_side" ADD CONSTRAINT "conversation_side_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "direct_message" ADD CONSTRAINT "direct_message_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "direct_message" ADD CONSTRAINT "direct_message_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "direct_message" ADD CONSTRAINT "direct_message_recipient_id_member_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_report" ADD CONSTRAINT "message_report_message_id_direct_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."direct_message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_report" ADD CONSTRAINT "message_report_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_report" ADD CONSTRAINT "message_report_sender_id_member_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_pair_key" ON "conversation" USING btree ("first_id","second_id");--> statement-breakpoint
CREATE INDEX "conversation_second_id_index" ON "conversation" USING btree ("second_id");--> statement-breakpoint
CREATE INDEX "conversation_created_at_index" ON "conversation" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "conversation_access_report_id_member_id_expires_at_index" ON "conversation_access" USING btree ("report_id","member_id","expires_at");--> statement-breakpoint
CREATE INDEX "conversation_access_conversation_id_index" ON "conversation_access" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "conversation_access_member_id_index" ON "conversation_access" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "conversation_access_expires_at_index" ON "conversation_access" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "conversation_side_member_id_last_id_index" ON "conversation_side" USING btree ("member_id","last_id");--> statement-breakpoint
CREATE INDEX "conversation_side_unread" ON "conversation_side" USING btree ("member_id") WHERE last_number > read_number and last_number > archived_number;--> statement-breakpoint
CREATE UNIQUE INDEX "direct_message_number_key" ON "direct_message" USING btree ("conversation_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "direct_message_token_key" ON "direct_message" USING btree ("member_id","client_token");--> statement-breakpoint
CREATE INDEX "direct_message_member_id_created_at_index" ON "direct_message" USING btree ("member_id","created_at");--> statement-breakpoint
CREATE INDEX "direct_message_recipient_id_created_at_index" ON "direct_message" USING btree ("recipient_id","created_at");--> statement-breakpoint
CREATE INDEX "direct_message_created_at_index" ON "direct_message" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "message_report_message_key" ON "message_report" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "message_report_member_id_index" ON "message_report" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "message_report_sender_id_index" ON "message_report" USING btree ("sender_id");--> statement-breakpoint
CREATE INDEX "message_report_open" ON "message_report" USING btree ("created_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "message_report_decided" ON "message_report" USING btree ("decided_at") WHERE state <> 'open';--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_messages_from" CHECK ("member"."messages_from" in ('everyone','answered','nobody'));--> statement-breakpoint
UPDATE "member" SET "messages_from" = 'answered' WHERE NOT "takes_messages";--> statement-breakpoint
-- The mailed messages of the version before, by pairs of members. Its table stays for that version, and empties itself
-- within 30 days. The conversation has the id of its first message, so that the links in mails work.
INSERT INTO "conversation" ("id", "first_id", "second_id", "started_by", "state", "created_at")
SELECT (array_agg(m.id ORDER BY m.created_at, m.id))[1], least(m.member_id, m.recipient_id),
  greatest(m.member_id, m.recipient_id), (array_agg(m.member_id ORDER BY m.created_at, m.id))[1],
  CASE WHEN count(DISTINCT m.member_id) = 2 OR bool_or(m.is_reply) THEN 'accepted' ELSE 'requested' END, min(m.created_at)
FROM "member_message" m WHERE NOT m.is_withheld AND m.member_id <> m.recipient_id
GROUP BY least(m.member_id, m.recipient_id), greatest(m.member_id, m.recipient_id);--> statement-breakpoint
INSERT INTO "direct_message" ("id", "conversation_id", "number", "member_id", "recipient_id", "is_request", "text", "client_token", "created_at")
SELECT m.id, c.id, row_number() OVER (PARTITION BY c.id ORDER BY m.created_at, m.id), m.member_id, m.recipient_id,
  m.id = c.id, m.subject || E'\n\n' || m.text, m.client_token, m.created_at
FROM "member_message" m JOIN "conversation" c
  ON c.first_id = least(m.member_id, m.recipient_id) AND c.second_id = greatest(m.member_id, m.recipient_id)
WHERE NOT m.is_withheld;--> statement-breakpoint
INSERT INTO "conversation_side" ("conversation_id", "member_id", "last_number", "last_id", "read_number", "archived_number")
SELECT c.id, s.member_id, l.number, l.id, l.number, 0 FROM "conversation" c
CROSS JOIN LATERAL (VALUES (c.first_id), (c.second_id)) AS s (member_id)
CROSS JOIN LATERAL (SELECT d.number, d.id FROM "direct_message" d WHERE d.conversation_id = c.id ORDER BY d.number DESC LIMIT 1) l;--> statement-breakpoint
INSERT INTO "message_report" ("id", "message_id", "member_id", "sender_id", "text", "reason", "state", "created_at", "decided_by", "decided_at")
SELECT m.id, d.id, m.recipient_id, m.member_id, d.text, coalesce(m.report_reason, ''), m.report_state,
  coalesce(m.reported_at, m.created_at), m.decided_by, m.decided_at
FROM "member_message" m JOIN "direct_message" d ON d.id = m.id WHERE m.report_state IS NOT NULL;
