-- A treaty that is not in force binds nobody: who has deposited an instrument has ratified it and is no Party yet.
UPDATE treaty_status SET status = 'ratified' WHERE treaty = 224 AND status = 'party' AND in_force_on IS NULL;
