CREATE TABLE "role_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"role" text NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"decided_by" uuid,
	"decision_reason" text,
	CONSTRAINT "role_proposal_role" CHECK ("role_proposal"."role" in ('practitioner','focal-point','moderator','administrator')),
	CONSTRAINT "role_proposal_outcome" CHECK ("role_proposal"."outcome" in ('confirmed','refused','withdrawn','lapsed','given','void')),
	CONSTRAINT "role_proposal_ended" CHECK (("role_proposal"."ended_at" is null) = ("role_proposal"."outcome" is null))
);
--> statement-breakpoint
ALTER TABLE "role_grant" ADD COLUMN "confirmed_by" uuid;--> statement-breakpoint
ALTER TABLE "role_proposal" ADD CONSTRAINT "role_proposal_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "role_proposal_open" ON "role_proposal" USING btree ("member_id","role","country") WHERE "role_proposal"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "role_proposal_proposed_by_ended_at_index" ON "role_proposal" USING btree ("proposed_by","ended_at");--> statement-breakpoint
CREATE INDEX "role_proposal_ended_at_proposed_at_index" ON "role_proposal" USING btree ("ended_at","proposed_at");