import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/pages/document";

/** The page after an account was erased; there is no longer a member to draw a screen for. */
export const GET = document({
  async render(_input, { locale, t }) {
    const title = t("me.data.erasedTitle");
    return {
      title,
      robots: "noindex",
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("me.data.erasedWhat")} />
          <div className="wrap body flush">
            <ButtonLink href={localePath(locale, "/")}>{t("shell.crumbs.home")}</ButtonLink>
          </div>
        </>
      ),
    };
  },
});
