CREATE TABLE "open_dump" (
	"id" uuid PRIMARY KEY NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"sums" text NOT NULL,
	"signature" text NOT NULL,
	"public_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "open_dump_file" (
	"dump_id" uuid NOT NULL,
	"resource" text NOT NULL,
	"lines" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"object_key" text,
	CONSTRAINT "open_dump_file_dump_id_resource_pk" PRIMARY KEY("dump_id","resource")
);
--> statement-breakpoint
ALTER TABLE "open_dump_file" ADD CONSTRAINT "open_dump_file_dump_id_open_dump_id_fk" FOREIGN KEY ("dump_id") REFERENCES "public"."open_dump"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "open_dump_made_at_index" ON "open_dump" USING btree ("made_at");