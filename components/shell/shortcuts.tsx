import { Button } from "@/components/ui/button";
import type { Translator } from "@/lib/i18n/translator";

/** The list of single-key shortcuts, opened by `?`. In a template, because only the script shows it. */
export function ShortcutList({ t }: { t: Translator }) {
  return (
    <template id="shortcuts">
      <dialog aria-labelledby="shortcuts-title" data-shortcuts="">
        <div className="stack">
          <h2 id="shortcuts-title">{t("shell.shortcuts.title")}</h2>
          <dl className="dl">
            <div>
              <dt>
                <kbd>/</kbd>
              </dt>
              <dd>{t("shell.shortcuts.search")}</dd>
            </div>
            <div>
              <dt>
                <kbd>g</kbd> {t("shell.shortcuts.then")} <kbd>c</kbd>
              </dt>
              <dd>{t("shell.shortcuts.countries")}</dd>
            </div>
            <div>
              <dt>
                <kbd>g</kbd> {t("shell.shortcuts.then")} <kbd>r</kbd>
              </dt>
              <dd>{t("shell.shortcuts.changes")}</dd>
            </div>
            <div>
              <dt>
                <kbd>n</kbd> <kbd>p</kbd>
              </dt>
              <dd>{t("shell.shortcuts.steps")}</dd>
            </div>
            <div>
              <dt>
                <kbd>?</kbd>
              </dt>
              <dd>{t("shell.shortcuts.list")}</dd>
            </div>
          </dl>
          <label className="pick" htmlFor="shortcuts-on">
            <input type="checkbox" id="shortcuts-on" />
            <span>{t("shell.shortcuts.enabled")}</span>
          </label>
          <form method="dialog" className="row end">
            <Button>{t("shell.shortcuts.close")}</Button>
          </form>
        </div>
      </dialog>
    </template>
  );
}
