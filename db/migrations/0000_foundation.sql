CREATE TABLE "api_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text
);
--> statement-breakpoint
CREATE TABLE "data_export" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"state" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"size" integer,
	"content" "bytea"
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "factor_reset" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"first_approved_by" uuid,
	"second_approved_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "held_form" (
	"id" uuid PRIMARY KEY NOT NULL,
	"path" text NOT NULL,
	"fields" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"member_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "identity_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "known_device" (
	"member_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "known_device_member_id_hash_pk" PRIMARY KEY("member_id","hash")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"handle" text NOT NULL,
	"email" text,
	"email_key" text,
	"password_hash" text,
	"full_name" text NOT NULL,
	"display_name" text NOT NULL,
	"country" text,
	"institution" text,
	"sector" text,
	"biography" text,
	"specialties" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"visibility" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_listed" boolean DEFAULT false NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"charter_accepted_at" timestamp (3) with time zone,
	"verified_at" timestamp (3) with time zone,
	"suspended_at" timestamp (3) with time zone,
	"suspension_reason" text,
	"totp_secret" "bytea",
	"totp_enabled_at" timestamp (3) with time zone,
	"totp_last_step" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "member_state" CHECK ("member"."state" in ('unverified','applied','active','refused','suspended','erased'))
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"member_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"spent_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_code_member_id_hash_pk" PRIMARY KEY("member_id","hash")
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"member_id" uuid NOT NULL,
	"role" text NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"granted_by" uuid,
	CONSTRAINT "role_grant_member_id_role_country_pk" PRIMARY KEY("member_id","role","country"),
	CONSTRAINT "role_grant_role" CHECK ("role_grant"."role" in ('trusted','practitioner','focal-point','moderator','administrator'))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	"second_factor_at" timestamp (3) with time zone,
	"ip" text,
	"device" text NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"member_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"spent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"fact" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	"via" text NOT NULL,
	"ip" text
);
--> statement-breakpoint
CREATE TABLE "job_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text NOT NULL,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "version" (
	"scope" text PRIMARY KEY NOT NULL,
	"n" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"iso2" text NOT NULL,
	"iso3" text NOT NULL,
	"name_en" text NOT NULL,
	"name_fr" text NOT NULL,
	"name_ar" text NOT NULL,
	"region" text,
	"subregion" text,
	"is_un_member" boolean NOT NULL,
	"is_coe_member" boolean NOT NULL,
	"designation" text,
	"languages" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile_alias" (
	"alias" text PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile_record" (
	"page_id" uuid NOT NULL,
	"section" text NOT NULL,
	"record_id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"confidence" text,
	"as_of" date,
	"data" jsonb NOT NULL,
	CONSTRAINT "profile_record_page_id_section_record_id_pk" PRIMARY KEY("page_id","section","record_id")
);
--> statement-breakpoint
CREATE TABLE "project_participation" (
	"page_id" uuid NOT NULL,
	"project" text NOT NULL,
	"name" text NOT NULL,
	"part" text NOT NULL,
	"start_month" text,
	"end_month" text,
	"confidence" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "project_participation_page_id_project_part_pk" PRIMARY KEY("page_id","project","part")
);
--> statement-breakpoint
CREATE TABLE "treaty_status" (
	"page_id" uuid NOT NULL,
	"treaty" integer NOT NULL,
	"record_id" text NOT NULL,
	"status" text NOT NULL,
	"signed_on" text,
	"consent_on" text,
	"consent_kind" text,
	"in_force_on" text,
	"invited_on" text,
	"confidence" text NOT NULL,
	"as_of" date,
	CONSTRAINT "treaty_status_page_id_treaty_pk" PRIMARY KEY("page_id","treaty")
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"base_id" uuid,
	"content" jsonb NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"sequence" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"last_revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"section_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "presence_section_id_member_id_pk" PRIMARY KEY("section_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "revision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"base_id" uuid,
	"parent_id" uuid,
	"author_id" uuid,
	"summary" text NOT NULL,
	"tag" text NOT NULL,
	"source_id" uuid,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"schema_version" integer NOT NULL,
	"plain_text" text NOT NULL,
	"hash" text NOT NULL,
	"size" integer NOT NULL,
	"size_change" integer NOT NULL,
	"client_token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text,
	"merged_into_id" uuid,
	CONSTRAINT "revision_state" CHECK ("revision"."state" in ('published','pending','rejected')),
	CONSTRAINT "revision_tag" CHECK ("revision"."tag" in ('edit','merge','undo','revert','rollback','import')),
	CONSTRAINT "revision_number_positive" CHECK ("revision"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "section" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"key" text NOT NULL,
	"current_revision_id" uuid,
	"is_locked" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_export" ADD CONSTRAINT "data_export_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor_reset" ADD CONSTRAINT "factor_reset_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile" ADD CONSTRAINT "profile_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_alias" ADD CONSTRAINT "profile_alias_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_record" ADD CONSTRAINT "profile_record_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_participation" ADD CONSTRAINT "project_participation_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "treaty_status" ADD CONSTRAINT "treaty_status_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_base_id_revision_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_base_id_revision_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_parent_id_revision_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_author_id_member_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_source_id_revision_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_merged_into_id_revision_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section" ADD CONSTRAINT "section_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section" ADD CONSTRAINT "section_current_revision_id_revision_id_fk" FOREIGN KEY ("current_revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_token_member_id_index" ON "api_token" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "application_member_key" ON "application" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "application_state_created_at_index" ON "application" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "data_export_member_id_requested_at_index" ON "data_export" USING btree ("member_id","requested_at");--> statement-breakpoint
CREATE INDEX "factor_reset_member_id_ended_at_index" ON "factor_reset" USING btree ("member_id","ended_at");--> statement-breakpoint
CREATE INDEX "held_form_expires_at_index" ON "held_form" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "identity_member_id_index" ON "identity" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "member_handle_key" ON "member" USING btree ("handle");--> statement-breakpoint
CREATE UNIQUE INDEX "member_email_key" ON "member" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "member_state_created_at_index" ON "member" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "member_directory" ON "member" USING btree ("is_listed","display_name","id");--> statement-breakpoint
CREATE INDEX "role_grant_role_index" ON "role_grant" USING btree ("role");--> statement-breakpoint
CREATE INDEX "session_member_id_ended_at_index" ON "session" USING btree ("member_id","ended_at");--> statement-breakpoint
CREATE INDEX "session_last_seen_at_index" ON "session" USING btree ("last_seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "token_hash_key" ON "token" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "token_member_id_kind_index" ON "token" USING btree ("member_id","kind");--> statement-breakpoint
CREATE INDEX "token_expires_at_index" ON "token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "audit_entry_at_index" ON "audit_entry" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_entry_actor_id_at_index" ON "audit_entry" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_entry_subject_at_index" ON "audit_entry" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "audit_entry_fact_at_index" ON "audit_entry" USING btree ("fact","at");--> statement-breakpoint
CREATE INDEX "audit_entry_ip_at_index" ON "audit_entry" USING btree ("ip","at");--> statement-breakpoint
CREATE INDEX "job_run_task_started_at_index" ON "job_run" USING btree ("task","started_at");--> statement-breakpoint
CREATE INDEX "rate_limit_expire_index" ON "rate_limit" USING btree ("expire");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_slug_key" ON "profile" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_iso2_key" ON "profile" USING btree ("iso2");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_iso3_key" ON "profile" USING btree ("iso3");--> statement-breakpoint
CREATE INDEX "profile_region_index" ON "profile" USING btree ("region");--> statement-breakpoint
CREATE INDEX "profile_record_section_index" ON "profile_record" USING btree ("section");--> statement-breakpoint
CREATE INDEX "project_participation_project_index" ON "project_participation" USING btree ("project");--> statement-breakpoint
CREATE INDEX "treaty_status_treaty_status_index" ON "treaty_status" USING btree ("treaty","status");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_member_section_key" ON "draft" USING btree ("member_id","section_id");--> statement-breakpoint
CREATE INDEX "draft_updated_at_index" ON "draft" USING btree ("updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "page_kind_slug_key" ON "page" USING btree ("kind","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "revision_page_number_key" ON "revision" USING btree ("page_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "revision_author_token_key" ON "revision" USING btree ("author_id","client_token");--> statement-breakpoint
CREATE INDEX "revision_section_number" ON "revision" USING btree ("section_id","number");--> statement-breakpoint
CREATE INDEX "revision_created" ON "revision" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "revision_author" ON "revision" USING btree ("author_id","created_at");--> statement-breakpoint
CREATE INDEX "revision_pending" ON "revision" USING btree ("created_at") WHERE state = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "section_page_key_key" ON "section" USING btree ("page_id","key");