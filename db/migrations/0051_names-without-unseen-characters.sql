-- Names that were stored before characters which nobody sees were taken out of what is typed (lib/text/visible.ts): two
-- names that look the same are the same. Joiners stay after letters of the scripts that they shape. What is empty then
-- is a person's handle, or no institution.
create function pg_temp.seen(name text) returns text language sql immutable as $$
  select btrim(regexp_replace(regexp_replace(name,
    '[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]|(?<![\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u0900-\u0dff\u0f00-\u109f\u1780-\u18af])[\u200c\u200d]',
    '', 'g'), '\s+', ' ', 'g'))
$$;
--> statement-breakpoint
update "member" set "full_name" = coalesce(nullif(pg_temp.seen("full_name"), ''), "handle")
where "full_name" <> pg_temp.seen("full_name");
--> statement-breakpoint
update "member" set "display_name" = coalesce(nullif(pg_temp.seen("display_name"), ''), "handle")
where "display_name" <> pg_temp.seen("display_name");
--> statement-breakpoint
update "member" set "institution" = nullif(pg_temp.seen("institution"), '')
where "institution" <> pg_temp.seen("institution");
--> statement-breakpoint
update "material_delivery" set "institution" = pg_temp.seen("institution")
where "institution" <> pg_temp.seen("institution") and pg_temp.seen("institution") <> '';
