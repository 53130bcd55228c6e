CREATE TABLE "staff_note" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"text" text NOT NULL,
	"by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suspension" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"by_id" uuid,
	"ended_at" timestamp (3) with time zone,
	"ended" text,
	"ended_by" uuid,
	CONSTRAINT "suspension_ended_how" CHECK ("suspension"."ended" in ('time','lifted','appeal')),
	CONSTRAINT "suspension_ended_at" CHECK (("suspension"."ended_at" is null) = ("suspension"."ended" is null))
);
--> statement-breakpoint
CREATE TABLE "warning" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "suspended_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "flag_case" ADD COLUMN "for_administrators" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_note" ADD CONSTRAINT "staff_note_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warning" ADD CONSTRAINT "warning_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "staff_note_member_id_created_at_index" ON "staff_note" USING btree ("member_id","created_at");--> statement-breakpoint
CREATE INDEX "staff_note_created_at_index" ON "staff_note" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "suspension_open_key" ON "suspension" USING btree ("member_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "suspension_member_id_started_at_index" ON "suspension" USING btree ("member_id","started_at");--> statement-breakpoint
CREATE INDEX "suspension_ended" ON "suspension" USING btree ("ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "warning_member_id_created_at_index" ON "warning" USING btree ("member_id","created_at");--> statement-breakpoint
CREATE INDEX "warning_unread" ON "warning" USING btree ("member_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "warning_created_at_index" ON "warning" USING btree ("created_at");--> statement-breakpoint
-- Members who are suspended now can appeal like all others, within a month of their suspension.
INSERT INTO "suspension" ("id", "member_id", "reason", "started_at", "by_id")
SELECT gen_random_uuid(), m.id, coalesce(m.suspension_reason, ''), coalesce(m.suspended_at, now()),
	(SELECT a.actor_id FROM "audit_entry" a WHERE a.subject = m.id::text AND a.fact = 'member.suspended' ORDER BY a.at DESC, a.id DESC LIMIT 1)
FROM "member" m WHERE m.state = 'suspended';--> statement-breakpoint
INSERT INTO "flag_case" ("id", "kind", "subject_id", "author_ids", "state", "weight", "created_at", "decided_by", "decided_at", "reason", "for_administrators")
SELECT gen_random_uuid(), 'suspension', s.id, array[s.member_id], 'upheld', 0, s.started_at, s.by_id, s.started_at, s.reason,
	exists (SELECT 1 FROM "role_grant" g WHERE g.member_id = s.member_id AND g.role IN ('moderator', 'administrator'))
FROM "suspension" s;
