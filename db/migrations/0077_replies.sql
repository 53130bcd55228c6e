CREATE TABLE "comment_quote" (
	"id" uuid PRIMARY KEY NOT NULL,
	"comment_id" uuid NOT NULL,
	"version" integer,
	"place" integer NOT NULL,
	"before_block" text,
	"quoted_id" uuid NOT NULL,
	"quoted_version" integer NOT NULL,
	"excerpt" jsonb
);
--> statement-breakpoint
CREATE TABLE "comment_reaction" (
	"comment_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reaction" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "comment_reaction_comment_id_member_id_reaction_pk" PRIMARY KEY("comment_id","member_id","reaction"),
	CONSTRAINT "comment_reaction_reaction" CHECK ("comment_reaction"."reaction" in ('thanks','agree','useful'))
);
--> statement-breakpoint
ALTER TABLE "comment_quote" ADD CONSTRAINT "comment_quote_comment_id_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_quote" ADD CONSTRAINT "comment_quote_quoted_id_comment_id_fk" FOREIGN KEY ("quoted_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reaction" ADD CONSTRAINT "comment_reaction_comment_id_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reaction" ADD CONSTRAINT "comment_reaction_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_quote_comment_id_index" ON "comment_quote" USING btree ("comment_id");--> statement-breakpoint
CREATE INDEX "comment_quote_quoted_id_index" ON "comment_quote" USING btree ("quoted_id");--> statement-breakpoint
CREATE INDEX "comment_reaction_member_id_index" ON "comment_reaction" USING btree ("member_id");