import { message, type Translator } from "@/lib/i18n/translator";

/** Returns the text for an article reference such as "185:18". */
export function articleText(t: Translator, reference: string): string {
  const [treaty = "", article = ""] = reference.split(":");
  return t("blog.post.article", { treaty: message(t, `law.instrument.${treaty}.name`), article });
}
