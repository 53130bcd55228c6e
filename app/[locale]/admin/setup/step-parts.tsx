import type { ReactNode } from "react";
import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Setup } from "@/lib/operation/setup";
import type { SetupStep } from "@/lib/operation/setup/model";
import { ADMIN_PLACES } from "../admin-frame";

/** What the body of a step is drawn from. */
export interface StepProps {
  t: Translator;
  locale: Locale;
  setup: Setup;
}

/** A button that marks a step; `isMain`: it is the step's own action. */
export function Mark(props: {
  t: Translator;
  locale: Locale;
  step: SetupStep;
  mark: "aside" | "confirmed" | "none";
  isMain?: boolean;
  children: ReactNode;
}) {
  const { t, locale, step, mark, isMain = false, children } = props;
  return (
    <PostForm
      t={t}
      name="mark"
      action={localePath(locale, ADMIN_PLACES.setup)}
      hidden={{ step, mark }}
      className=""
    >
      <Button size="sm" kind={isMain ? "plain" : "quiet"} aria-describedby={`step-${step}`}>
        {children}
      </Button>
    </PostForm>
  );
}
