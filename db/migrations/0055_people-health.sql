CREATE TABLE "health_alert" (
	"cause" text PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone,
	"is_mailed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "save_failure" (
	"hour" timestamp (3) with time zone NOT NULL,
	"cause" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "save_failure_hour_cause_pk" PRIMARY KEY("hour","cause")
);
