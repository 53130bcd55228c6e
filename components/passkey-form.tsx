import type { ReactNode } from "react";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import type { Translator } from "@/lib/i18n/translator";

/** The script that a page with a passkey form loads (`refreshScripts`). */
export const PASSKEY_SCRIPT = "passkeys.js";

interface Props {
  t: Translator;
  action: string;
  fields: FormFields;
  /** The purpose of the passkey (`CEREMONIES`). */
  ceremony: "add" | "sign-in" | "code" | "confirm";
  label: string;
  hidden?: Readonly<Record<string, string>>;
  labels?: Readonly<Record<string, string>>;
  /** Whether it is the main action of its page. */
  isMain?: boolean;
  children?: ReactNode;
}

/**
 * A form that the browser fills in with a passkey. Its script shows it if the browser supports passkeys and the
 * page is open under the site's own host; otherwise the form stays hidden. After an error it is shown at once.
 */
export function PasskeyForm({ t, action, fields, ceremony, label, isMain, hidden, labels, children }: Props) {
  return (
    <div className="stack" data-passkey={ceremony} hidden={fields.problems.error === null}>
      <PostForm
        t={t}
        name="passkey"
        action={action}
        fields={fields}
        labels={{ name: t("me.passkeys.name"), ...labels }}
        hidden={{ signedCode: "", ...hidden }}
        className="stack"
      >
        {children}
        <Button size="big" icon="lock" isFull kind={isMain ? "pri" : undefined}>
          {label}
        </Button>
        {/* The script makes it an alert once it has text: empty, it would be an additional alert on the page. */}
        <p className="msg" hidden data-failed={t("me.passkeys.failed")} data-known={t("me.passkeys.known")} />
      </PostForm>
    </div>
  );
}
