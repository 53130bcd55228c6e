CREATE TABLE "file_grant" (
	"owner_kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "file_grant_owner_kind_owner_id_member_id_pk" PRIMARY KEY("owner_kind","owner_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "material" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"section_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"abstract" text NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"access" text NOT NULL,
	"licence" text NOT NULL,
	"tlp" text NOT NULL,
	"audiences" text[] DEFAULT '{}' NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"formats" text[] DEFAULT '{}' NOT NULL,
	"articles" text[] DEFAULT '{}' NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"project" text,
	"publisher" text,
	"duration_minutes" integer,
	"delivery_days" integer,
	"group_size" integer,
	"prerequisites" text DEFAULT '' NOT NULL,
	"objectives" text[] DEFAULT '{}' NOT NULL,
	"sessions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"owner_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid,
	"retracted_at" timestamp (3) with time zone,
	"retraction_reason" text,
	"return_reason" text,
	"reviewed_at" timestamp (3) with time zone,
	"stale_since" timestamp (3) with time zone,
	"stale_path" text,
	"rating_count" integer DEFAULT 0 NOT NULL,
	"rating_sum" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "material_state" CHECK ("material"."state" in ('draft','submitted','published','retracted','removed')),
	CONSTRAINT "material_access" CHECK ("material"."access" in ('public','members','practitioners'))
);
--> statement-breakpoint
CREATE TABLE "material_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"material_id" uuid NOT NULL,
	"country" text NOT NULL,
	"place" text NOT NULL,
	"institution" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"language" text NOT NULL,
	"participants" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"client_token" text NOT NULL,
	"member_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "material_delivery_days" CHECK ("material_delivery"."ends_on" >= "material_delivery"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "material_file" (
	"version_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"material_id" uuid NOT NULL,
	"language" text NOT NULL,
	"origin" text NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"is_for_trainers" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "material_file_version_id_file_id_pk" PRIMARY KEY("version_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "material_item" (
	"course_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "material_item_course_id_item_id_pk" PRIMARY KEY("course_id","item_id"),
	CONSTRAINT "material_item_not_itself" CHECK ("material_item"."course_id" <> "material_item"."item_id")
);
--> statement-breakpoint
CREATE TABLE "material_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"material_id" uuid NOT NULL,
	"url" text NOT NULL,
	"label" text NOT NULL,
	"language" text NOT NULL,
	"checked_on" date,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "material_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"material_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"text" text NOT NULL,
	"tells_address" boolean NOT NULL,
	"client_token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "material_rating" (
	"material_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"score" integer NOT NULL,
	"role" text NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"hidden_at" timestamp (3) with time zone,
	"hidden_by" uuid,
	CONSTRAINT "material_rating_material_id_member_id_pk" PRIMARY KEY("material_id","member_id"),
	CONSTRAINT "material_rating_score" CHECK ("material_rating"."score" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "material_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"material_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"decision_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "material_request_state" CHECK ("material_request"."state" in ('open','granted','declined'))
);
--> statement-breakpoint
CREATE TABLE "material_suggestion" (
	"id" uuid PRIMARY KEY NOT NULL,
	"material_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"text" text NOT NULL,
	"client_token" text NOT NULL,
	"state" text NOT NULL,
	"answer" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "material_suggestion_state" CHECK ("material_suggestion"."state" in ('open','accepted','declined'))
);
--> statement-breakpoint
CREATE TABLE "material_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"material_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"label" text NOT NULL,
	"changes" text DEFAULT '' NOT NULL,
	"issued_on" date,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "file_grant" ADD CONSTRAINT "file_grant_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material" ADD CONSTRAINT "material_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material" ADD CONSTRAINT "material_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material" ADD CONSTRAINT "material_owner_id_member_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_delivery" ADD CONSTRAINT "material_delivery_material_id_material_page_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_delivery" ADD CONSTRAINT "material_delivery_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_file" ADD CONSTRAINT "material_file_version_id_material_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."material_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_file" ADD CONSTRAINT "material_file_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_file" ADD CONSTRAINT "material_file_material_id_material_page_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_item" ADD CONSTRAINT "material_item_course_id_material_page_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_item" ADD CONSTRAINT "material_item_item_id_material_page_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_link" ADD CONSTRAINT "material_link_material_id_material_page_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_message" ADD CONSTRAINT "material_message_material_id_material_page_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_message" ADD CONSTRAINT "material_message_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_rating" ADD CONSTRAINT "material_rating_material_id_material_page_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_rating" ADD CONSTRAINT "material_rating_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_request" ADD CONSTRAINT "material_request_material_id_material_page_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_request" ADD CONSTRAINT "material_request_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_suggestion" ADD CONSTRAINT "material_suggestion_material_id_material_page_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_suggestion" ADD CONSTRAINT "material_suggestion_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_version" ADD CONSTRAINT "material_version_material_id_material_page_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."material"("page_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_version" ADD CONSTRAINT "material_version_created_by_member_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_grant_member_id_index" ON "file_grant" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "material_slug_key" ON "material" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "material_published" ON "material" USING btree ("published_at","page_id") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "material_waiting" ON "material" USING btree ("submitted_at") WHERE state = 'submitted';--> statement-breakpoint
CREATE INDEX "material_audiences" ON "material" USING gin ("audiences");--> statement-breakpoint
CREATE INDEX "material_topics" ON "material" USING gin ("topics");--> statement-breakpoint
CREATE INDEX "material_countries" ON "material" USING gin ("countries");--> statement-breakpoint
CREATE INDEX "material_owner_id_updated_at_index" ON "material" USING btree ("owner_id","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "material_delivery_token_key" ON "material_delivery" USING btree ("material_id","client_token");--> statement-breakpoint
CREATE INDEX "material_delivery_material_id_starts_on_index" ON "material_delivery" USING btree ("material_id","starts_on");--> statement-breakpoint
CREATE INDEX "material_delivery_member_id_index" ON "material_delivery" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "material_file_material_id_index" ON "material_file" USING btree ("material_id");--> statement-breakpoint
CREATE INDEX "material_file_file_id_index" ON "material_file" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "material_item_item_id_index" ON "material_item" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "material_link_material_id_position_index" ON "material_link" USING btree ("material_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "material_message_token_key" ON "material_message" USING btree ("member_id","client_token");--> statement-breakpoint
CREATE INDEX "material_message_material_id_index" ON "material_message" USING btree ("material_id");--> statement-breakpoint
CREATE INDEX "material_message_created_at_index" ON "material_message" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "material_rating_member_id_index" ON "material_rating" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "material_request_material_id_created_at_index" ON "material_request" USING btree ("material_id","created_at");--> statement-breakpoint
CREATE INDEX "material_request_member_id_index" ON "material_request" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "material_request_open_key" ON "material_request" USING btree ("material_id","member_id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "material_suggestion_token_key" ON "material_suggestion" USING btree ("member_id","client_token");--> statement-breakpoint
CREATE INDEX "material_suggestion_material_id_created_at_index" ON "material_suggestion" USING btree ("material_id","created_at");--> statement-breakpoint
CREATE INDEX "material_suggestion_open" ON "material_suggestion" USING btree ("created_at") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "material_version_number_key" ON "material_version" USING btree ("material_id","number");