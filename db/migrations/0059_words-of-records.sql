ALTER TABLE "provision" ADD COLUMN "words" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "search_entry_path" ON "search_entry" USING btree ("path") WHERE part = 0;