CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"email_key" text,
	"role" text NOT NULL,
	"country" text,
	"institution" text,
	"locale" text NOT NULL,
	"reason" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"hash" text,
	"sent_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"member_id" uuid,
	CONSTRAINT "invitation_role" CHECK ("invitation"."role" in ('member','focal-point')),
	CONSTRAINT "invitation_outcome" CHECK ("invitation"."outcome" in ('accepted','declined','withdrawn','lapsed')),
	CONSTRAINT "invitation_ended" CHECK (("invitation"."ended_at" is null) = ("invitation"."outcome" is null))
);
--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_open" ON "invitation" USING btree ("email_key") WHERE "invitation"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_hash_key" ON "invitation" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "invitation_member_id_index" ON "invitation" USING btree ("member_id");