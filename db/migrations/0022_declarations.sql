CREATE TABLE "declaration" (
	"page_id" uuid NOT NULL,
	"record_id" text NOT NULL,
	"treaty" integer NOT NULL,
	"position" integer NOT NULL,
	"nature" text NOT NULL,
	"pinpoints" text[] NOT NULL,
	"articles" text[] NOT NULL,
	"summary" text NOT NULL,
	"made_on" text,
	"period_to" text,
	CONSTRAINT "declaration_page_id_record_id_pk" PRIMARY KEY("page_id","record_id")
);
--> statement-breakpoint
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "declaration_articles_index" ON "declaration" USING gin ("articles");