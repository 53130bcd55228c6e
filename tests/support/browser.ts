import { splitLocale } from "@/lib/i18n/locales";
import { runInRequest } from "@/lib/web/request-context";
import { type FoundForm, findForm } from "./form-controls";

type Method = (
  request: Request,
  route: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;
export interface Route {
  GET: Method;
  POST?: Method;
}
/** Routes by their path without language; a pattern's named groups are the parameters of the address. */
export type Routes = readonly (readonly [RegExp, Route])[];

export interface Page {
  status: number;
  /** The address of a redirect, if any. */
  to: string | null;
  headers: Headers;
  body: string;
}

const ORIGIN = "http://localhost:3000";

/**
 * A browser without scripts: keeps cookies, fills in the forms on a page, and follows no redirects. Calls the
 * routes as the framework would, without the server in front.
 */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** The origin of the page whose forms it sends, for tests that use another address of the site. */
  origin: string | null = null;

  constructor(
    private readonly routes: Routes,
    readonly ip = "192.0.2.7",
    readonly device = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  ) {}

  get(address: string): Promise<Page> {
    return this.ask(address, null);
  }

  /** Sends a form of a page as its reader would, with its hidden fields. */
  async submit(address: string, form: string, fields: Record<string, string>): Promise<Page> {
    const found = await this.open(address, form);
    return this.ask(found.action, { ...found.hidden, ...fields });
  }

  /** Returns a form of a page: its address and its hidden fields. */
  async open(address: string, form: string): Promise<FoundForm> {
    const page = await this.get(address);
    const found = findForm(page.body, form);
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

  /** Stores the cookies that a response sets, and deletes those that it removes. */
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
