import { splitLocale } from "@/lib/i18n/locales";
import { runInRequest } from "@/lib/web/request-context";

type Method = (
  request: Request,
  route: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;
export interface Route {
  GET: Method;
  POST?: Method;
}
/** Routes by their bare path; a pattern's named groups are the parts of the address. */
export type Routes = readonly (readonly [RegExp, Route])[];

export interface Page {
  status: number;
  /** Where it leads, if it does. */
  to: string | null;
  headers: Headers;
  body: string;
}

const ORIGIN = "http://localhost:3000";

/**
 * A browser without scripts: keeps cookies, fills in the forms that stand in a page, follows nothing by itself. Asks
 * the routes as the framework would, behind the front door.
 */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** The origin of the page whose forms it sends; a test that came by another address of the site says so. */
  origin: string | null = null;

  constructor(
    private readonly routes: Routes,
    readonly ip = "192.0.2.7",
    readonly device = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  ) {}

  get(address: string): Promise<Page> {
    return this.ask(address, null);
  }

  /** Sends a form of a page as its reader would: with the hidden fields that stand in it. */
  async submit(address: string, form: string, fields: Record<string, string>): Promise<Page> {
    const found = await this.open(address, form);
    return this.ask(found.action, { ...found.hidden, ...fields });
  }

  /** A form of a page: where it goes, and the hidden fields that stand in it. */
  async open(address: string, form: string): Promise<FoundForm> {
    const page = await this.get(address);
    const found = formOf(page.body, form);
    return { ...found, action: found.action || address };
  }

  async ask(address: string, fields: Record<string, string | string[]> | null): Promise<Page> {
    const url = new URL(address, ORIGIN);
    const { locale, path } = splitLocale(url.pathname);
    const [pattern, route] = this.routes.find(([one]) => one.test(path)) ?? [];
    const method = fields ? route?.POST : route?.GET;
    if (!pattern || !method) throw new Error(`nothing answers at ${path}`);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, "user-agent": this.device, ...(this.origin ? { origin: this.origin } : {}) };
    const pairs = Object.entries(fields ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one] as [string, string]),
    );
    const body = fields ? { method: "POST", body: new URLSearchParams(pairs) } : {};
    const request = new Request(url, { headers, ...body });
    const origin = { via: "web", ip: this.ip, device: this.device } as const;
    const params = Promise.resolve({ locale, ...pattern.exec(path)?.groups });
    const answer = await runInRequest({ pathname: url.pathname, search: url.search, origin }, () =>
      method(request, { params }),
    );
    this.keep(answer.headers.getSetCookie());
    return {
      status: answer.status,
      to: answer.headers.get("location"),
      headers: answer.headers,
      body: await answer.text(),
    };
  }

  /** Keeps what an answer sets, and drops what it takes away. */
  keep(setCookies: readonly string[]): void {
    for (const text of setCookies) {
      const [pair = ""] = text.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (/;\s*max-age=0\b/i.test(text) || value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

interface FoundForm {
  action: string;
  hidden: Record<string, string>;
}

/** A form of a page by its hidden name, by that of a button of it, else one that bears none: where it goes, and its hidden fields. */
function formOf(html: string, name: string): FoundForm {
  const main = html.slice(Math.max(0, html.indexOf("<main")));
  const forms = [...html.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form = ""]) => readForm(form));
  const lone = [...main.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form = ""]) => readForm(form));
  const pressed = forms.find(({ buttons }) => buttons.includes(name));
  const found =
    forms.find(({ hidden }) => hidden.form === name) ??
    (pressed ? { ...pressed, hidden: { ...pressed.hidden, form: name } } : undefined) ??
    lone.find(({ hidden }) => !("form" in hidden));
  if (!found) throw new Error(`the page has no form ${name}`);
  return found;
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

function decode(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
