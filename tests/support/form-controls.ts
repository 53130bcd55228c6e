const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const decode = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name] ?? "");
const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : decode(found);
};

/** Returns what a browser without scripts sends for the form with this button: every control with its value. */
export function controlsOf(html: string, button: string): Record<string, string[]> {
  const form = [...html.matchAll(/<form\b[\s\S]*?<\/form>/g)]
    .map(([one]) => one)
    .find((one) => one.includes(`value="${button}"`));
  if (!form) throw new Error(`the page has no form with the button ${button}`);
  const sent: Record<string, string[]> = {};
  const add = (name: string | null, value: string) => {
    if (name !== null) sent[name] = [...(sent[name] ?? []), value];
  };
  const control =
    /<input\b[^>]*>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g;
  for (const [all, , text, , options] of form.matchAll(control)) {
    const tag = /^<[^>]*>/.exec(all)?.[0] ?? "";
    const name = attribute(tag, "name");
    if (text !== undefined) add(name, decode(text.replace(/^\n/, "")));
    else if (options !== undefined) {
      const chosen =
        /<option\b[^>]*\sselected=""[^>]*>/.exec(options)?.[0] ?? /<option\b[^>]*>/.exec(options)?.[0];
      add(name, attribute(chosen ?? "", "value") ?? "");
    } else if (!/type="(?:checkbox|radio)"/.test(tag) || / checked=""/.test(tag))
      add(name, attribute(tag, "value") ?? "");
  }
  return sent;
}
