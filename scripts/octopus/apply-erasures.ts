import { z } from "zod";
import { erasureListPath, readErasureList, saveErasures } from "@/lib/backup";
import { reapplyErasures } from "@/lib/members";
import { OPERATOR, transact } from "@/lib/transact";
import { CommandError, command, say, userPath } from "./command";

export const applyErasures = command({
  name: "erasures:apply",
  about:
    "Erases again the members on the list of erasures (erasures.log). Use it after restoring a database by other means than `restore`.",
  options: {
    erasures: { value: "FILE", about: "a list from another machine, in addition to the one under DATA_DIR" },
  },
  input: z.object({ erasures: z.string().min(1).optional() }),
  database: true,
  async run({ erasures }) {
    const paths = [erasureListPath(), ...(erasures ? [userPath(erasures)] : [])];
    const lists = await Promise.all(paths.map((path) => readErasureList(path)));
    if (lists.every((list) => list === null))
      throw new CommandError(`There is no list of erasures in ${paths.join(" or ")}.`);
    const known = lists.flatMap((list) => list ?? []);
    const { count } = await transact(OPERATOR, (ctx) => reapplyErasures(ctx, known), { evenReadOnly: true });
    await saveErasures();
    say(`${count} erased again`);
  },
});
