CREATE TABLE "poll" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"question" text NOT NULL,
	"most" integer NOT NULL,
	"results" text NOT NULL,
	"closes_at" timestamp (3) with time zone,
	"zone" text,
	"closed_at" timestamp (3) with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"counted" integer DEFAULT 0 NOT NULL,
	"is_detached" boolean DEFAULT false NOT NULL,
	CONSTRAINT "poll_results" CHECK ("poll"."results" in ('at-once','when-closed')),
	CONSTRAINT "poll_most" CHECK ("poll"."most" between 1 and 20),
	CONSTRAINT "poll_zone" CHECK (("poll"."zone" is null) = ("poll"."closes_at" is null))
);
--> statement-breakpoint
CREATE TABLE "poll_option" (
	"poll_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"counted" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "poll_option_poll_id_position_pk" PRIMARY KEY("poll_id","position"),
	CONSTRAINT "poll_option_position" CHECK ("poll_option"."position" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "poll_vote" (
	"poll_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "poll_vote_poll_id_member_id_position_pk" PRIMARY KEY("poll_id","member_id","position")
);
--> statement-breakpoint
ALTER TABLE "poll" ADD CONSTRAINT "poll_page_id_topic_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."topic"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll" ADD CONSTRAINT "poll_created_by_member_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_option" ADD CONSTRAINT "poll_option_poll_id_poll_id_fk" FOREIGN KEY ("poll_id") REFERENCES "public"."poll"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_option_fk" FOREIGN KEY ("poll_id","position") REFERENCES "public"."poll_option"("poll_id","position") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "poll_page_id_created_at_index" ON "poll" USING btree ("page_id","created_at");--> statement-breakpoint
CREATE INDEX "poll_created_by_index" ON "poll" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "poll_due" ON "poll" USING btree ("closes_at") WHERE closed_at is null and closes_at is not null;--> statement-breakpoint
CREATE INDEX "poll_kept" ON "poll" USING btree ("closed_at") WHERE closed_at is not null and not is_detached;--> statement-breakpoint
CREATE INDEX "poll_vote_poll_id_position_index" ON "poll_vote" USING btree ("poll_id","position");--> statement-breakpoint
CREATE INDEX "poll_vote_member_id_index" ON "poll_vote" USING btree ("member_id");