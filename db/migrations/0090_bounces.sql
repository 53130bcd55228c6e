CREATE TABLE "bounced_mail" (
	"member_id" uuid NOT NULL,
	"mail" text NOT NULL,
	"weight" integer NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bounced_mail_member_id_mail_pk" PRIMARY KEY("member_id","mail"),
	CONSTRAINT "bounced_mail_weight" CHECK ("bounced_mail"."weight" in (1,2))
);
--> statement-breakpoint
CREATE TABLE "bounce_score" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"score" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"counts_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bounced_mail" ADD CONSTRAINT "bounced_mail_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounce_score" ADD CONSTRAINT "bounce_score_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bounced_mail_at" ON "bounced_mail" USING btree ("at");--> statement-breakpoint
CREATE INDEX "bounce_score_last" ON "bounce_score" USING btree ("last_at");
