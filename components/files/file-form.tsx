import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import type { FileLine } from "@/lib/files/model";
import type { Translator } from "@/lib/i18n/translator";

/** A button that does something with one file of a list, whose name readers of the button alone hear too. */
export function FileForm(props: {
  t: Translator;
  /** The form; its field is `fileId`. */
  name: string;
  /** The address of the page, with its language. */
  action: string;
  file: Pick<FileLine, "id" | "name">;
  label: string;
  kind?: "plain" | "bad";
}) {
  const { t, name, action, file, label, kind = "plain" } = props;
  return (
    <PostForm t={t} name={name} action={action} className="row" hidden={{ fileId: file.id }}>
      <Button kind={kind} size="sm">
        {label}
        <span className="vh">
          {" "}
          <bdi>{file.name}</bdi>
        </span>
      </Button>
    </PostForm>
  );
}
