CREATE TABLE "site_picture" (
	"id" text PRIMARY KEY NOT NULL,
	"bytes" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "site_picture_size" CHECK (octet_length("site_picture"."bytes") <= 300000)
);
