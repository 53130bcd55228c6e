CREATE TABLE "mapping" (
	"page_id" uuid NOT NULL,
	"article" text NOT NULL,
	"record_id" text NOT NULL,
	"coverage" text NOT NULL,
	"confidence" text NOT NULL,
	"comment" text,
	"assessed_by" text,
	"assessed_on" date,
	"as_of" date,
	"data" jsonb NOT NULL,
	CONSTRAINT "mapping_page_id_article_pk" PRIMARY KEY("page_id","article")
);
--> statement-breakpoint
CREATE TABLE "provision" (
	"page_id" uuid NOT NULL,
	"record_id" text NOT NULL,
	"law_id" text NOT NULL,
	"law_title" text NOT NULL,
	"law_original" text,
	"law_state" text,
	"law_lang" text,
	"position" integer NOT NULL,
	"locator" text NOT NULL,
	"heading" text,
	"note" text,
	"lang" text,
	"has_text" boolean NOT NULL,
	"has_translation" boolean NOT NULL,
	"pinpoints" text[] NOT NULL,
	"articles" text[] NOT NULL,
	"confidence" text NOT NULL,
	"as_of" date,
	CONSTRAINT "provision_page_id_record_id_pk" PRIMARY KEY("page_id","record_id")
);
--> statement-breakpoint
ALTER TABLE "mapping" ADD CONSTRAINT "mapping_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provision" ADD CONSTRAINT "provision_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mapping_article_coverage_index" ON "mapping" USING btree ("article","coverage");--> statement-breakpoint
CREATE INDEX "provision_articles_index" ON "provision" USING gin ("articles");--> statement-breakpoint
-- The laws that are there: each provision with its place among all of its country.
INSERT INTO "provision" ("page_id", "record_id", "law_id", "law_title", "law_original", "law_state", "law_lang", "position", "locator", "heading", "note", "lang", "has_text", "has_translation", "pinpoints", "articles", "confidence", "as_of")
SELECT r.page_id, p.one->>'id', r.record_id, r.title, r.data->>'titleOriginal', r.data->>'status', r.data#>>'{lang,0}',
  row_number() OVER (PARTITION BY r.page_id ORDER BY r.position, p.place) - 1,
  p.one->>'locator', p.one->>'heading', p.one->>'note', p.one->>'lang', p.one->>'text' IS NOT NULL, false,
  ARRAY(SELECT jsonb_array_elements_text(p.one->'articles')),
  ARRAY(SELECT DISTINCT regexp_replace(a, '\(.*$', '') FROM jsonb_array_elements_text(p.one->'articles') a),
  p.one->>'confidence', r.as_of
FROM "profile_record" r, jsonb_array_elements(r.data->'provisions') WITH ORDINALITY p(one, place)
WHERE r.section = 'laws';
