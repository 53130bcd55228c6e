import { z } from "zod";
import { OnOff } from "@/lib/core/form-list";
import { milliseconds } from "@/lib/core/moments";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { Handle, MEMBER_LANGUAGES } from "@/lib/members/model";
import { atLeast, visibleLine } from "@/lib/text/visible";
import { CATEGORY_AUDIENCES, type CategoryAudience } from "../areas/model";

/** The icons that a category can have, by their names in `components/ui/icon.tsx`. */
export const CATEGORY_ICONS = [
  "globe",
  "chip",
  "scales",
  "coins",
  "bars",
  "server",
  "shield",
  "cap",
  "flag",
  "info",
  "speech",
  "lock",
  "book",
  "person",
] as const;
export type CategoryIcon = (typeof CATEGORY_ICONS)[number];

/** Members who may open topics in a category, or reply there. */
export const CATEGORY_WRITERS = ["members", "practitioners", "moderators"] as const;
export type CategoryWriters = (typeof CATEGORY_WRITERS)[number];

/** Name and description of a category in one language of the interface. */
export interface CategoryText {
  name: string;
  description: string;
}

/** A category of topics. */
export interface Category {
  id: string;
  slug: string;
  icon: CategoryIcon;
  /** Language of its topics; null for any. */
  language: string | null;
  texts: Readonly<Record<string, CategoryText>>;
  openers: CategoryWriters;
  repliers: CategoryWriters;
  audience: CategoryAudience;
  /** The country of the audience `country`, ISO 3166-1 alpha-2; null for others. */
  country: string | null;
  isClosed: boolean;
  updatedAt: Date;
}

/** Returns the name and description of a category in a language; in English where it has none. */
export function wordsOf(
  { texts }: Pick<Category, "texts">,
  locale: Locale,
): CategoryText & { language: string } {
  const language = texts[locale] ? locale : "en";
  const { name, description } = texts[language] ?? { name: "", description: "" };
  return { name, description: description || (texts.en?.description ?? ""), language };
}

/** Addresses below /discussions that no category can have. */
const RESERVED: ReadonlySet<string> = new Set(["new", "t", "feed", "review", "mine", "unread", "search"]);
export const CategorySlug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "format")
  .refine((slug) => !RESERVED.has(slug), "taken");

const text = (min: number, max: number) => atLeast(min, visibleLine(max));
const optionalText = (max: number) => visibleLine(max).default("");

/** The fields of a category's words, by language. English is required. */
const WORDS = {
  name_en: text(2, 80),
  description_en: text(2, 300),
  name_fr: optionalText(80),
  description_fr: optionalText(300),
  name_ar: optionalText(80),
  description_ar: optionalText(300),
} satisfies Record<`name_${Locale}` | `description_${Locale}`, z.ZodType<string>>;

/** A category as its form sends it. */
export const CategoryFields = z.object({
  ...WORDS,
  icon: z.enum(CATEGORY_ICONS, "choose"),
  language: z.union([z.literal("").transform(() => null), z.enum(MEMBER_LANGUAGES)]).default(null),
  openers: z.enum(CATEGORY_WRITERS, "choose"),
  repliers: z.enum(CATEGORY_WRITERS, "choose"),
  /** Missing: public, or as it was. */
  audience: z.enum(CATEGORY_AUDIENCES, "choose").optional(),
  country: z
    .union([z.literal("").transform(() => null), z.enum(COUNTRY_CODES as [string, ...string[]], "choose")])
    .default(null),
});
export type CategoryFields = z.infer<typeof CategoryFields>;

export const MakeCategory = CategoryFields.extend({ slug: CategorySlug });
/** `seen`: when it was last changed, as the form was drawn (milliseconds). */
export const ChangeCategory = CategoryFields.extend({ slug: CategorySlug, seen: milliseconds() });
/** The address of a category's topics. */
export const CategoryAddress = z.object({ category: CategorySlug });
export const CategoryParams = z.object({ slug: CategorySlug });
/** A member to add to the list of a room, or to take from it, by handle. */
export const RoomMember = CategoryParams.extend({ handle: Handle });
/** Moves a category one place up or down. */
export const MoveCategory = CategoryParams.extend({ by: z.enum(["up", "down"]) });
export const CloseCategory = CategoryParams.extend({ isClosed: OnOff });
