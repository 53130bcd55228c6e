import type { IncomingMessage } from "node:http";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type Fields, readFields } from "../fields";
import { isOfAnother, memberDrawnFor } from "../held/drawn-for";
import { saveHeldForm } from "../held/held-form";
import { placeAfter } from "../next-place";

/** Bytes of the fields of a form with files: the longest text there is, with room. */
const MOST_BYTES = 256 * 1024;
/** Where the form leads by default. */
export const OWN_UPLOADS = "/me/uploads";

/**
 * The fields that come before the files of a form. A form that only uploads has `next` and `to`. One in which something is
 * written has a name, as every form of a page: what was typed is held on the server until the page is drawn again.
 */
export class TypedFields {
  private readonly typed: [string, string][] = [];
  private bytes = 0;

  add(name: string, value: string): void {
    this.bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (this.bytes > MOST_BYTES) throw new DomainError("too_large", "form");
    this.typed.push([name, value]);
  }

  get(name: string): string | null {
    return this.typed.findLast(([given]) => given === name)?.[1] ?? null;
  }

  /** Whether something was written beside the files. */
  get isWritten(): boolean {
    return this.get("form") !== null;
  }

  /** Whether the form was drawn for another member, who has signed in in another tab meanwhile. */
  isOfAnother(actor: Actor): boolean {
    return isOfAnother({ "drawn-for": this.get("drawn-for") ?? "" }, actor);
  }

  /** The page that the form leads to, with language. */
  pageIn(locale: Locale): string {
    const place = placeAfter(this.get("next") ?? OWN_UPLOADS);
    return localePath(place.locale ?? locale, place.to);
  }

  /**
   * Holds what was typed for the page that the form leads to. Returns its address with that, and the cookie that the
   * browser needs.
   */
  async hold(
    req: IncomingMessage,
    { actor, locale }: { actor: Actor | null; locale: Locale },
  ): Promise<{ to: string; setCookie?: string }> {
    const path = this.pageIn(locale);
    const name = this.get("form");
    if (name === null) return { to: path };
    const memberId = memberDrawnFor({ "drawn-for": this.get("drawn-for") ?? "" }) ?? actor?.id ?? null;
    const fields = await this.fields();
    return saveHeldForm(requestOf(req), { path, name, fields, memberId });
  }

  /** The fields as any form's. */
  private fields(): Promise<Fields> {
    const body = new URLSearchParams(this.typed.filter(([name]) => name !== "next" && name !== "to"));
    return readFields(new Request("http://site.invalid", { method: "POST", body }));
  }
}

/** The request without its body, which is read part by part. */
function requestOf({ headers }: IncomingMessage): Request {
  return new Request("http://site.invalid", { headers: headers.cookie ? { cookie: headers.cookie } : {} });
}
