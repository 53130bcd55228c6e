CREATE TABLE "export_waiter" (
	"export_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"lang" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "export_waiter_export_id_member_id_pk" PRIMARY KEY("export_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "export_waiter" ADD CONSTRAINT "export_waiter_export_id_export_record_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."export_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_waiter" ADD CONSTRAINT "export_waiter_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "export_waiter_member_id_index" ON "export_waiter" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "export_waiter_asked_at_index" ON "export_waiter" USING btree ("asked_at");