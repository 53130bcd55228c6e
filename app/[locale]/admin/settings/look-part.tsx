import { TextField } from "@/components/ui/field";
import { isColour, type Theme, tooFaint } from "@/lib/site-settings/colour/model";
import { PartForm, type PartProps } from "./part-form";

/** An example of a colour that is clear enough on the pages of each theme. */
const EXAMPLES = { light: "#0b5a78", dark: "#7cc7dd" } as const;

/** The accent colours on light and dark pages. */
export function LookPart({ t, locale, fields, stored }: PartProps<"look">) {
  const labels = { light: t("settings.look.light"), dark: t("settings.look.dark") };
  const saved = (["light", "dark"] as const).map((theme) => ({
    term: labels[theme],
    value: <bdi>{stored.value[theme] || t("settings.look.usual")}</bdi>,
  }));
  /** What is wrong with a colour; one that is too faint is shown with its measured contrast. */
  const errorsOf = (theme: Theme) => {
    const errors = fields.errors(theme);
    const typed = fields.value(theme).trim().toLowerCase();
    const ratio = errors && isColour(typed) ? tooFaint(typed, theme) : null;
    return ratio === null ? errors : [t("settings.look.low", { ratio: ratio.toFixed(2) })];
  };
  return (
    <PartForm {...{ t, locale, fields, stored, labels, saved }} part="look">
      {(["light", "dark"] as const).map((theme) => (
        <TextField
          key={theme}
          name={theme}
          label={labels[theme]}
          hint={t("settings.look.hint", { example: EXAMPLES[theme] })}
          defaultValue={fields.value(theme, stored.value[theme])}
          errors={errorsOf(theme)}
          maxLength={7}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
        />
      ))}
    </PartForm>
  );
}
