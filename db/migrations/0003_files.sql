CREATE TABLE "file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uploader_id" uuid,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" bigint NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"sha256" text,
	"refusal" text,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"scanned_at" timestamp (3) with time zone,
	"pages" integer,
	"width" integer,
	"height" integer,
	"reading" text DEFAULT 'waiting' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"compared_at" timestamp (3) with time zone,
	CONSTRAINT "file_state" CHECK ("file"."state" in ('uploading','quarantined','clean','refused','lost')),
	CONSTRAINT "file_reading" CHECK ("file"."reading" in ('waiting','read','empty','failed')),
	CONSTRAINT "file_received" CHECK ("file"."received" between 0 and "file"."size")
);
--> statement-breakpoint
CREATE TABLE "file_block" (
	"sha256" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"blocked_by" uuid,
	"blocked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file_download" (
	"file_id" uuid NOT NULL,
	"day" date NOT NULL,
	"country" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "file_download_file_id_day_country_pk" PRIMARY KEY("file_id","day","country")
);
--> statement-breakpoint
CREATE TABLE "file_object" (
	"key" text PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"size" bigint NOT NULL,
	"start" bigint,
	"format" text,
	"width" integer,
	"height" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "file_object_kind" CHECK ("file_object"."kind" in ('piece','original','picture')),
	CONSTRAINT "file_object_state" CHECK ("file_object"."state" in ('writing','kept','doomed'))
);
--> statement-breakpoint
CREATE TABLE "file_text" (
	"file_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "file_text_file_id_page_pk" PRIMARY KEY("file_id","page")
);
--> statement-breakpoint
CREATE TABLE "file_use" (
	"file_id" uuid NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"place" text NOT NULL,
	"scope" text NOT NULL,
	"access" text NOT NULL,
	"is_open" boolean NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "file_use_file_id_owner_kind_owner_id_pk" PRIMARY KEY("file_id","owner_kind","owner_id"),
	CONSTRAINT "file_use_access" CHECK ("file_use"."access" in ('public','members','practitioners'))
);
--> statement-breakpoint
ALTER TABLE "file" ADD CONSTRAINT "file_uploader_id_member_id_fk" FOREIGN KEY ("uploader_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_download" ADD CONSTRAINT "file_download_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_text" ADD CONSTRAINT "file_text_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_use" ADD CONSTRAINT "file_use_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_uploader_id_created_at_index" ON "file" USING btree ("uploader_id","created_at");--> statement-breakpoint
CREATE INDEX "file_state_touched_at_index" ON "file" USING btree ("state","touched_at");--> statement-breakpoint
CREATE INDEX "file_sha256_index" ON "file" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "file_object_file_id_kind_index" ON "file_object" USING btree ("file_id","kind");--> statement-breakpoint
CREATE INDEX "file_object_state_created_at_index" ON "file_object" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "file_use_owner_kind_owner_id_index" ON "file_use" USING btree ("owner_kind","owner_id");--> statement-breakpoint
CREATE INDEX "file_use_place_index" ON "file_use" USING btree ("place");