CREATE TABLE "link_check" (
	"url" text PRIMARY KEY NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"broken_since" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "link_check_next_at_index" ON "link_check" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "link_check_broken" ON "link_check" USING btree ("url") WHERE broken_since is not null;--> statement-breakpoint
CREATE INDEX "profile_record_url" ON "profile_record" USING btree (("data" ->> 'url')) WHERE section = 'sources';