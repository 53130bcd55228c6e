import { z } from "zod";
import { Email, PersonName, TokenText } from "@/lib/accounts/model";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";

/** Kinds of violations, in the order of the form. */
export const GROUNDS = [
  "personal-data",
  "defamation",
  "copyright",
  "illegal",
  "child-safety",
  "security",
  "other",
] as const;
export type Ground = (typeof GROUNDS)[number];

/** The ground for which neither name nor address is asked: the law of the European Union lets such notices be anonymous. */
const UNSIGNED: Ground = "child-safety";

/** Days after which a report whose sender did not confirm the address is deleted. */
export const UNCONFIRMED_DAYS = 7;

export const MOST_REPORT_WORDS = 3_000;
export const MOST_ADDRESS = 500;

export const REPORT_PATH = "/report";
export const REPORT_STATUS_PATH = "/report/status";

const empty = z.literal("").transform(() => null);
const Ticked = z.preprocess((value) => value !== undefined && value !== "", z.boolean());

/** A report of content. `homepage` is a honeypot for bots; `stamp` is when the form was drawn. */
export const SendReport = z
  .object({
    address: atLeast(1, visibleLine(MOST_ADDRESS)),
    ground: z.enum(GROUNDS, { error: (issue) => (issue.input ? "choose" : "required") }),
    words: atLeast(10, visibleText(MOST_REPORT_WORDS)),
    name: z.union([empty, PersonName]).default(null),
    email: z.union([empty, Email]).default(null),
    faith: Ticked,
    homepage: z.string().max(1000).default(""),
    stamp: z.string().max(200).default(""),
  })
  .refine(({ faith }) => faith, { path: ["faith"], message: "required" })
  .refine(({ ground, name }) => ground === UNSIGNED || name !== null, {
    path: ["name"],
    message: "required",
  })
  .refine(({ ground, email }) => ground === UNSIGNED || email !== null, {
    path: ["email"],
    message: "required",
  });
export type SendReport = z.infer<typeof SendReport>;

/** A report by the secret in the link to its page. */
export const OfReport = z.object({ token: TokenText });
export type OfReport = z.infer<typeof OfReport>;

/** Why the sender asks for another look. */
export const Complain = OfReport.extend({ complaint: atLeast(3, visibleText(1_000)) });
export type Complain = z.infer<typeof Complain>;

/** The number by which people name a report: its day, and part of its id. */
export const referenceOf = ({ id, createdAt }: { id: string; createdAt: Date }): string =>
  `R-${createdAt.toISOString().slice(0, 10).replaceAll("-", "")}-${id.slice(-8).toUpperCase()}`;
