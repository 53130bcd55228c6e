CREATE TABLE "saved_search" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"locale" text NOT NULL,
	"level" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_search_level" CHECK ("saved_search"."level" in ('watching','tracking','normal'))
);
--> statement-breakpoint
ALTER TABLE "search_entry" ADD COLUMN "added_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_search_key" ON "saved_search" USING btree ("member_id","query");--> statement-breakpoint
CREATE INDEX "saved_search_told" ON "saved_search" USING btree ("told_at") WHERE level = 'watching';--> statement-breakpoint
CREATE INDEX "search_entry_added" ON "search_entry" USING btree ("added_at") WHERE part = 0;