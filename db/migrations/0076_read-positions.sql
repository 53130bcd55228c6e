CREATE TABLE "category_mute" (
	"member_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "category_mute_member_id_category_id_pk" PRIMARY KEY("member_id","category_id")
);
--> statement-breakpoint
CREATE TABLE "topic_read" (
	"member_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"read_number" integer NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone NOT NULL,
	"undo_id" uuid,
	"undo_number" integer,
	"undo_reason" text,
	CONSTRAINT "topic_read_member_id_page_id_pk" PRIMARY KEY("member_id","page_id"),
	CONSTRAINT "topic_read_reason" CHECK ("topic_read"."reason" in ('opened','replied','dismissed')),
	CONSTRAINT "topic_read_number" CHECK ("topic_read"."read_number" >= 0),
	CONSTRAINT "topic_read_undo" CHECK (("topic_read"."undo_number" is null) = ("topic_read"."undo_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "member_mute" (
	"member_id" uuid NOT NULL,
	"muted_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_mute_member_id_muted_id_pk" PRIMARY KEY("member_id","muted_id"),
	CONSTRAINT "member_mute_other" CHECK ("member_mute"."member_id" <> "member_mute"."muted_id")
);
--> statement-breakpoint
ALTER TABLE "category_mute" ADD CONSTRAINT "category_mute_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category_mute" ADD CONSTRAINT "category_mute_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_read" ADD CONSTRAINT "topic_read_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_read" ADD CONSTRAINT "topic_read_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_mute" ADD CONSTRAINT "member_mute_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_mute" ADD CONSTRAINT "member_mute_muted_id_member_id_fk" FOREIGN KEY ("muted_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "category_mute_category_id_index" ON "category_mute" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "topic_read_page_id_index" ON "topic_read" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "member_mute_muted_id_index" ON "member_mute" USING btree ("muted_id");--> statement-breakpoint
CREATE INDEX "topic_created" ON "topic" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "topic_decided" ON "topic" USING btree ("decided_at") WHERE decided_at is not null;