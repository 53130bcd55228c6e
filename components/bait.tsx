import type { Translator } from "@/lib/i18n/translator";

/** A field that people neither see nor reach, but that automated programs fill in. */
export function Bait({ t }: { t: Translator }) {
  return (
    <div className="vh" aria-hidden="true">
      <label htmlFor="homepage">{t("accounts.join.homepage")}</label>
      <input id="homepage" name="homepage" tabIndex={-1} autoComplete="off" />
    </div>
  );
}
