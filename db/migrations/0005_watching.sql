CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"category" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"page_id" uuid,
	"watch_kind" text,
	"watch_key" text,
	"from_number" integer NOT NULL,
	"to_number" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"mail_id" uuid,
	"seen_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notice_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "notice_mail_state" CHECK ("notice_mail"."state" in ('waiting','sent','needless'))
);
--> statement-breakpoint
CREATE TABLE "notice_setting" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"mails" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"daily_cap" integer NOT NULL,
	"own_edits" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "told_revision" (
	"revision_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watch" (
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"page_id" uuid,
	"level" text NOT NULL,
	"reason" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"seen_number" integer DEFAULT 0 NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "watch_member_id_kind_key_pk" PRIMARY KEY("member_id","kind","key"),
	CONSTRAINT "watch_level" CHECK ("watch"."level" in ('watching','tracking','normal','muted')),
	CONSTRAINT "watch_reason" CHECK ("watch"."reason" in ('chosen','edited'))
);
--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_mail" ADD CONSTRAINT "notice_mail_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_setting" ADD CONSTRAINT "notice_setting_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch" ADD CONSTRAINT "watch_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch" ADD CONSTRAINT "watch_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_open_key" ON "notice" USING btree ("member_id","category","kind","key") WHERE seen_at is null and mail_id is null;--> statement-breakpoint
CREATE INDEX "notice_member_id_last_at_id_index" ON "notice" USING btree ("member_id","last_at","id");--> statement-breakpoint
CREATE INDEX "notice_unseen" ON "notice" USING btree ("member_id") WHERE seen_at is null;--> statement-breakpoint
CREATE INDEX "notice_due" ON "notice" USING btree ("due_at") WHERE seen_at is null and mail_id is null;--> statement-breakpoint
CREATE INDEX "notice_mailed" ON "notice" USING btree ("mail_id") WHERE mail_id is not null;--> statement-breakpoint
CREATE INDEX "notice_last" ON "notice" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "notice_mail_member_id_made_at_index" ON "notice_mail" USING btree ("member_id","made_at");--> statement-breakpoint
CREATE INDEX "notice_mail_made_at_index" ON "notice_mail" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "told_revision_at_index" ON "told_revision" USING btree ("at");--> statement-breakpoint
CREATE INDEX "watch_kind_key_index" ON "watch" USING btree ("kind","key");--> statement-breakpoint
CREATE INDEX "watch_page_id_index" ON "watch" USING btree ("page_id");