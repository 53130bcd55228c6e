import { z } from "zod";
import { Composed } from "@/lib/core/composed";
import { uniqueList } from "@/lib/core/form-list";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { safeUrl } from "@/lib/text/href";
import { atLeast, visibleLine } from "@/lib/text/visible";
import { TOPICS } from "@/lib/vocabulary/topics";

/** The kind of an event about nothing, for one endpoint. */
export const TEST_KIND = "test";

const table = new Composed<readonly string[]>("lib/webhook-kinds.ts");

/** Registers the kinds of events; called by `lib/webhook-kinds.ts`. */
export function composeEventKinds(kinds: readonly string[]): void {
  table.set(kinds);
}

/** Lists what an endpoint can be told of, in the order of forms. */
export const listEventKinds = (): readonly string[] => table.get();

/** Version of what is sent. A field can be added without a new version; none is removed or changes its meaning. */
export const PAYLOAD_VERSION = 1;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Pauses after each failed attempt, in milliseconds: 47 hours and 36 minutes. After the last one it has failed. */
export const PAUSES = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 16 * HOUR];

/** Nothing is sent to an endpoint for this time after it did not answer, since each attempt can take ten seconds. */
export const REST = 5 * MINUTE;

/** Days of failures after which an endpoint is switched off. */
export const FAILING_DAYS = 5;

/** Days for which events and deliveries are kept, and can be sent again. */
export const KEPT_DAYS = 30;

/** Hours for which the former key signs too, after a change. */
export const FORMER_HOURS = 24;

/** Most endpoints of a site. */
export const MAX_ENDPOINTS = 50;

/** Hours of the choices for sending events again. */
export const REPLAY_HOURS = [1, 6, 24, 72, 168, 720] as const;

/** Checks that an address can be asked: https, without credentials. Where it leads is checked at each request. */
const isSecure = (url: string) => /^https:\/\/[^/?#@]+(?:[/?#]|$)/.test(url);

const Url = z.string().transform((typed, ctx) => {
  const url = safeUrl(typed.trim());
  if (url !== null && (isSecure(url) || /^http:\/\/127\.0\.0\.1:\d+\//.test(url))) return url;
  ctx.addIssue({ code: "custom", message: "https" });
  return z.NEVER;
});

const fields = {
  name: atLeast(2, visibleLine(80)),
  hookUrl: Url,
  kinds: uniqueList(
    z
      .string()
      .max(60)
      .refine((kind) => listEventKinds().includes(kind), "choose"),
    20,
  ).refine((kinds) => kinds.length > 0, "choose"),
  countries: uniqueList(z.enum(COUNTRY_CODES as [string, ...string[]]), COUNTRY_CODES.length),
  topics: uniqueList(z.enum(TOPICS), TOPICS.length),
};

export const RegisterWebhook = z.object(fields);
export type RegisterWebhook = z.infer<typeof RegisterWebhook>;

export const WebhookParams = z.object({ id: z.uuid() });
export type OfWebhook = z.infer<typeof WebhookParams>;

export const ChangeWebhook = z.object({ ...fields, id: z.uuid() });
export type ChangeWebhook = z.infer<typeof ChangeWebhook>;

export const SwitchWebhook = z.object({
  id: z.uuid(),
  isOn: z.enum(["on", ""]).transform((on) => on === "on"),
});
export type SwitchWebhook = z.infer<typeof SwitchWebhook>;

export const ResendDelivery = z.object({ id: z.uuid(), deliveryId: z.uuid() });
export type ResendDelivery = z.infer<typeof ResendDelivery>;

export const ReplayEvents = z.object({
  id: z.uuid(),
  hours: z.coerce.number().pipe(z.literal(REPLAY_HOURS)),
});
export type ReplayEvents = z.infer<typeof ReplayEvents>;

/** When an attempt that failed is made again; null after the last one. `asked`: seconds that the receiver asked for. */
export function nextAttempt(attempts: number, now: Date, asked: number | null = null): Date | null {
  const pause = PAUSES[attempts - 1];
  if (pause === undefined) return null;
  return new Date(now.getTime() + Math.max(pause, Math.min((asked ?? 0) * 1_000, DAY)));
}

/** Whether an answer says that the event arrived: only 2xx does; a redirect is not followed. */
export const isReceived = (status: number): boolean => status >= 200 && status < 300;
