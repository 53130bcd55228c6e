CREATE INDEX "notice_mail_waiting" ON "notice_mail" USING btree ("made_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "section_freshness_verified" ON "section_freshness" USING btree ("verified_at") WHERE verified_by is not null;
