/** A named control on a page: a field, a group of fields, a button or a link. */
export interface Named {
  role: "field" | "group" | "button" | "link";
  name: string;
}

const ENTITIES: Record<string, string> = { quot: '"', "#x27": "'", lt: "<", gt: ">", amp: "&" };

/** Returns what a screen reader reads of some markup: its text without hidden parts, in one line. */
function heard(html: string): string {
  return html
    .replaceAll(/<(\w+)\b[^>]*\saria-hidden="true"[^>]*>[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<select\b[\s\S]*?<\/select>/g, "")
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/&(quot|#x27|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/**
 * Returns the accessible names on a page: of fields by their `aria-label` or `label`, of groups by their
 * legend, of buttons and links by `aria-label` or content.
 */
export function namesIn(html: string): Named[] {
  const labels = new Map<string, string>();
  for (const [, tag = "", inner = ""] of html.matchAll(/<label\b([^>]*)>([\s\S]*?)<\/label>/g)) {
    const id = attribute(tag, "for");
    if (id) labels.set(id, heard(inner));
  }
  const fields = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => attribute(tag, "type") !== "hidden")
    .map((tag) => attribute(tag, "aria-label") ?? labels.get(attribute(tag, "id") ?? "") ?? "");
  const groups = [...html.matchAll(/<legend\b[^>]*>([\s\S]*?)<\/legend>/g)].map(([, inner = ""]) =>
    heard(inner),
  );
  const named = (element: "button" | "a") =>
    [...html.matchAll(new RegExp(`<${element}\\b([^>]*)>([\\s\\S]*?)</${element}>`, "g"))].map(
      ([, tag = "", inner = ""]) => attribute(tag, "aria-label") ?? heard(inner),
    );
  return [
    ...fields.map((name): Named => ({ role: "field", name })),
    ...groups.map((name): Named => ({ role: "group", name })),
    ...named("button").map((name): Named => ({ role: "button", name })),
    ...named("a").map((name): Named => ({ role: "link", name })),
  ];
}
