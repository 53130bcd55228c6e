CREATE SEQUENCE "public"."room_topic_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "room_member" (
	"category_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"added_by" uuid,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "room_member_category_id_member_id_pk" PRIMARY KEY("category_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "topic" DROP CONSTRAINT "topic_state";--> statement-breakpoint
ALTER TABLE "topic" DROP CONSTRAINT "topic_category_id_category_id_fk";
--> statement-breakpoint
DROP INDEX "topic_number_key";--> statement-breakpoint
ALTER TABLE "category" ADD COLUMN "audience" text DEFAULT 'public' NOT NULL;--> statement-breakpoint
ALTER TABLE "category" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "category" ADD COLUMN "is_room" boolean GENERATED ALWAYS AS (audience <> 'public') STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "topic" ADD COLUMN "is_in_room" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "room_member" ADD CONSTRAINT "room_member_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_member" ADD CONSTRAINT "room_member_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "room_member_member_id_index" ON "room_member" USING btree ("member_id");--> statement-breakpoint
ALTER TABLE "category" ADD CONSTRAINT "category_room_key" UNIQUE("id","is_room");--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_room_fk" FOREIGN KEY ("category_id","is_in_room") REFERENCES "public"."category"("id","is_room") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "topic_number_in_key" ON "topic" USING btree ("is_in_room","number");--> statement-breakpoint
CREATE INDEX "topic_inside" ON "topic" USING btree ("category_id","active_at","page_id") WHERE state = 'inside';--> statement-breakpoint
ALTER TABLE "category" ADD CONSTRAINT "category_audience" CHECK ("category"."audience" in ('public','members','practitioners','country','group'));--> statement-breakpoint
ALTER TABLE "category" ADD CONSTRAINT "category_country" CHECK (("category"."audience" = 'country') = ("category"."country" is not null));--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_shown" CHECK (case "topic"."state" when 'shown' then not "topic"."is_in_room" when 'inside' then "topic"."is_in_room" else true end);--> statement-breakpoint
ALTER TABLE "topic" ADD CONSTRAINT "topic_state" CHECK ("topic"."state" in ('held','shown','inside','hidden'));