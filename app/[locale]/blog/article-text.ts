import { message, type Translator } from "@/lib/i18n/translator";

/** "185:18" in words. */
export function articleText(t: Translator, reference: string): string {
  const [treaty = "", article = ""] = reference.split(":");
  return t("blog.post.article", { treaty: message(t, `law.instrument.${treaty}.name`), article });
}
