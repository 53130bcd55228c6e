import { useState } from "react";
import { afterPress } from "@/components/listbox/after-press";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { useRequest } from "./context";
import { firstPress } from "./first-press";
import type { StoredDraft } from "./use-stored-draft";

/** Fewest characters of a passphrase. */
const SHORTEST = 12;

/** Where the draft is kept, how it is erased, and how it is sealed. */
export function DraftBar({ stored }: { stored: StoredDraft }) {
  const { t, locale } = useRequest();
  const { savedAt, failed, isSealed } = stored;
  const time = savedAt === null ? "" : new Date(savedAt).toLocaleTimeString(locale, { timeStyle: "short" });
  return (
    <div className="stack g3">
      <div className="row apart">
        <span className="state">
          {t(isSealed ? "cooperation.request.sealed" : "cooperation.request.onDevice")}{" "}
          {time ? t("cooperation.request.saved", { time }) : null}
        </span>
        <Erase erase={stored.erase} />
      </div>
      <div role="status">
        {failed?.outcome === "failed" ? <Note kind="warn">{t("cooperation.request.unkept")}</Note> : null}
        {failed?.outcome === "elsewhere" ? (
          <Elsewhere stored={stored} isTheirsSealed={failed.isSealed} />
        ) : null}
      </div>
      {isSealed ? null : <Protect protect={stored.protect} />}
    </div>
  );
}

/** Erases the draft at the second press, and says whether it is gone. */
function Erase({ erase }: Pick<StoredDraft, "erase">) {
  const { t } = useRequest();
  const [isSure, setSure] = useState(false);
  const [told, setTold] = useState("");
  const press = async () => {
    if (!isSure) return setSure(true);
    setSure(false);
    setTold(t((await erase()) ? "cooperation.request.erased" : "cooperation.request.notErased"));
  };
  return (
    <span className="row">
      <span role="status" className="small">
        {told}
      </span>
      <Button
        type="button"
        kind="quiet"
        onClick={firstPress(() => void press())}
        onBlur={() => afterPress(() => setSure(false))}
      >
        {t(isSure ? "cooperation.request.eraseSure" : "cooperation.request.erase")}
      </Button>
    </span>
  );
}

/** Says that another tab has the draft now. An open text never replaces a sealed one. */
function Elsewhere({ stored, isTheirsSealed }: { stored: StoredDraft; isTheirsSealed: boolean }) {
  const { t } = useRequest();
  return (
    <Note kind="warn">
      <p>{t("cooperation.request.elsewhere.text")}</p>
      <p className="row">
        <Button type="button" size="sm" onClick={() => void stored.read()}>
          {t("cooperation.request.elsewhere.show")}
        </Button>
        {isTheirsSealed && !stored.isSealed ? null : (
          <Button type="button" size="sm" kind="quiet" onClick={() => void stored.takeOver()}>
            {t("cooperation.request.elsewhere.replace")}
          </Button>
        )}
      </p>
    </Note>
  );
}

function Protect({ protect }: { protect: StoredDraft["protect"] }) {
  const { t } = useRequest();
  const [passphrase, setPassphrase] = useState("");
  const [isShort, setShort] = useState(false);
  return (
    <details className="small">
      <summary>{t("cooperation.request.shared")}</summary>
      <p>{t("cooperation.request.sharedText")}</p>
      <form
        className="stack g2 narrow"
        onSubmit={(event) => {
          event.preventDefault();
          if (passphrase.length < SHORTEST) return setShort(true);
          void protect(passphrase);
        }}
      >
        <TextField
          name="new-passphrase"
          type="password"
          autoComplete="new-password"
          label={t("cooperation.request.passphrase")}
          hint={t("cooperation.request.passphraseHint", { least: SHORTEST })}
          errors={isShort ? [t("cooperation.request.passphraseShort", { least: SHORTEST })] : []}
          value={passphrase}
          onInput={({ currentTarget }) => setPassphrase(currentTarget.value)}
        />
        <p>
          <Button size="sm">{t("cooperation.request.seal")}</Button>
        </p>
      </form>
    </details>
  );
}

/** Asks for the passphrase of a sealed draft; without it the draft can only be erased. */
export function Unlock({ stored }: { stored: StoredDraft }) {
  const { t } = useRequest();
  const [passphrase, setPassphrase] = useState("");
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      className="stack g3 narrow"
      onSubmit={async (event) => {
        event.preventDefault();
        setWrong(!(await stored.unlock(passphrase)));
      }}
    >
      <p>{t("cooperation.request.locked")}</p>
      <TextField
        name="passphrase"
        type="password"
        autoComplete="current-password"
        label={t("cooperation.request.passphrase")}
        errors={isWrong ? [t("cooperation.request.passphraseWrong")] : []}
        value={passphrase}
        onInput={({ currentTarget }) => setPassphrase(currentTarget.value)}
      />
      <p className="row">
        <Button kind="pri">{t("cooperation.request.unlock")}</Button>
        <Erase erase={stored.erase} />
      </p>
    </form>
  );
}
