CREATE TABLE "search_entry" (
	"thing" uuid NOT NULL,
	"part" integer NOT NULL,
	"owner" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"titles" jsonb NOT NULL,
	"language" text NOT NULL,
	"countries" text[] NOT NULL,
	"audience" text NOT NULL,
	"at" timestamp (3) with time zone,
	"verified_on" date,
	"prior" real NOT NULL,
	"text" text NOT NULL,
	"anchors" jsonb NOT NULL,
	"terms" "tsvector" NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "search_entry_thing_part_pk" PRIMARY KEY("thing","part")
);
--> statement-breakpoint
CREATE TABLE "search_miss" (
	"day" date NOT NULL,
	"query" text NOT NULL,
	"locale" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "search_miss_day_query_locale_pk" PRIMARY KEY("day","query","locale")
);
--> statement-breakpoint
CREATE TABLE "search_synonym" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phrases" text[] NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "search_word" (
	"id" uuid PRIMARY KEY NOT NULL,
	"word" text NOT NULL,
	"keys" integer[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_entry_owner" ON "search_entry" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "search_entry_terms" ON "search_entry" USING gin ("terms");--> statement-breakpoint
CREATE UNIQUE INDEX "search_synonym_key" ON "search_synonym" USING btree ("key");--> statement-breakpoint
CREATE INDEX "search_word_word" ON "search_word" USING btree ("word");--> statement-breakpoint
CREATE INDEX "search_word_keys" ON "search_word" USING gin ("keys");--> statement-breakpoint
-- What is read for the one page that is shown lies apart from what is read for everything that was found.
ALTER TABLE "search_entry" SET (toast_tuple_target = 128);
