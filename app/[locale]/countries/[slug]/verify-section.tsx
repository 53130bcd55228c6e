import { PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  /** ISO alpha-2 code. */
  country: string;
}

/**
 * The form of the "Verify" buttons, which members who may verify see at the sections that need it. The document is
 * the same for everyone and has it once; `enhance/verifying.ts` puts it at the sections. Without scripts, "Check"
 * at each section leads to the same form.
 */
export function VerifySection({ t, locale, slug, country }: Props) {
  return (
    <template id="verify-section" data-country={country}>
      <PostForm
        t={t}
        name="verify"
        action={profileHref(locale, slug, "/check/")}
        hidden={{ seen: "", from: "profile" }}
        className=""
      >
        <Button size="sm" icon="seal">
          {t("freshness.verify")}
        </Button>
      </PostForm>
    </template>
  );
}
