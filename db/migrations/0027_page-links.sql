CREATE TABLE "page_link" (
	"section_id" uuid NOT NULL,
	"target" text NOT NULL,
	"page_id" uuid NOT NULL,
	CONSTRAINT "page_link_section_id_target_pk" PRIMARY KEY("section_id","target")
);
--> statement-breakpoint
ALTER TABLE "page_link" ADD CONSTRAINT "page_link_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_link" ADD CONSTRAINT "page_link_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "page_link_target_index" ON "page_link" USING btree ("target");--> statement-breakpoint
CREATE INDEX "page_link_page_id_index" ON "page_link" USING btree ("page_id");
--> statement-breakpoint
-- What stands already leads where it leads.
INSERT INTO "page_link" ("section_id", "page_id", "target")
SELECT DISTINCT s.id, s.page_id, x.m[1] || '/' || x.m[2]
FROM "section" s
JOIN "page" p ON p.id = s.page_id
JOIN "revision" r ON r.id = s.current_revision_id
CROSS JOIN LATERAL jsonb_path_query(r.content, 'strict $.**.href') h
CROSS JOIN LATERAL (SELECT regexp_match(h #>> '{}', '^(?:/(?:fr|ar))?/(countries|blog|training)/([a-z0-9]+(?:-[a-z0-9]+)*)(?:[/?#]|$)') AS m) x
WHERE x.m IS NOT NULL AND NOT (x.m[2] = p.slug AND x.m[1] =
  CASE p.kind WHEN 'profile' THEN 'countries' WHEN 'post' THEN 'blog' ELSE 'training' END);
