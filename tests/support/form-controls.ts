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
    } else if (!/type="(?:checkbox|radio)"/.test(tag)) add(name, attribute(tag, "value") ?? "");
    else if (/ checked=""/.test(tag)) add(name, attribute(tag, "value") ?? "on");
  }
  return sent;
}

export interface FoundForm {
  action: string;
  hidden: Record<string, string>;
}

/**
 * Returns a form's address and hidden fields: the form with this hidden name, or with a button of this name,
 * or else without a name.
 */
export function findForm(html: string, name: string): FoundForm {
  const main = html.slice(Math.max(0, html.indexOf("<main")));
  const forms = [...html.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form = ""]) => readForm(form));
  const lone = [...main.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form = ""]) => readForm(form));
  const pressed = forms.find(({ buttons }) => buttons.includes(name));
  const found =
    forms.find(({ hidden }) => hidden.form === name) ??
    (pressed ? { ...pressed, hidden: { ...pressed.hidden, form: name } } : undefined) ??
    lone.find(({ action, hidden }) => action !== "" && !("form" in hidden)) ??
    asOnceDrawn(lone, name);
  if (!found) throw new Error(`the page has no form ${name}`);
  return found;
}

/** A form that a page has only in the answer to another of its forms: with the mark that all of them carry. */
function asOnceDrawn(forms: readonly FoundForm[], name: string): FoundForm | undefined {
  const other = forms.find(({ hidden }) => "drawn-for" in hidden);
  const mark = other?.hidden["drawn-for"];
  return mark === undefined
    ? undefined
    : { action: other?.action ?? "", hidden: { "drawn-for": mark, form: name } };
}

function readForm(form: string): FoundForm & { buttons: string[] } {
  const hidden = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map((match) => [
      match[1] ?? "",
      decode(match[2] ?? ""),
    ]),
  );
  const buttons = [...form.matchAll(/<button\b[^>]*\sname="form"[^>]*>/g)].map(
    ([button]) => /\svalue="([^"]*)"/.exec(button)?.[1] ?? "",
  );
  return { action: decode(/action="([^"]*)"/.exec(form)?.[1] ?? ""), hidden, buttons };
}
