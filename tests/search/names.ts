import { pool } from "@/db/client";

interface Row {
  thing: string;
  owner: string;
  key: string;
  path: string;
  section: string | null;
}

/** Reads the name of each searchable thing in the judgements. */
export async function readNames(): Promise<Map<string, string>> {
  const { rows } = await pool().query<Row>(
    `select distinct on (e.thing) e.thing, e.owner, e.key, e.path, s.key as section
     from search_entry e left join section s on e.owner = 'section:' || s.id`,
  );
  return new Map(rows.map((row) => [row.thing, nameOf(row)]));
}

function nameOf({ owner, key, path, section }: Row): string {
  const place = path.split("/").at(-1) ?? "";
  if (key === "section") return `${place}/${section}`;
  if (key === "profile") return place;
  if (key === "post" || key === "material") return `${key}:${place}`;
  if (/^(?:page|article|instrument):/.test(owner)) return owner;
  if (section === "sources") return `source:${key}`;
  return key.split("/").at(-1) ?? "";
}
