ALTER TABLE "material_request" DROP CONSTRAINT "material_request_state";--> statement-breakpoint
ALTER TABLE "file_grant" DROP CONSTRAINT "file_grant_owner_kind_owner_id_member_id_pk";--> statement-breakpoint
ALTER TABLE "file_grant" ADD CONSTRAINT "file_grant_owner_kind_owner_id_member_id_is_writer_pk" PRIMARY KEY("owner_kind","owner_id","member_id","is_writer");--> statement-breakpoint
ALTER TABLE "material_request" ADD COLUMN "end_reason" text;--> statement-breakpoint
ALTER TABLE "material_request" ADD COLUMN "ended_by" uuid;--> statement-breakpoint
ALTER TABLE "material_request" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "material_request" ADD CONSTRAINT "material_request_ended" CHECK (("material_request"."state" = 'ended') = ("material_request"."ended_at" is not null));--> statement-breakpoint
ALTER TABLE "material_request" ADD CONSTRAINT "material_request_state" CHECK ("material_request"."state" in ('open','granted','declined','ended'));