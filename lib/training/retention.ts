import { lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { materialMessage } from "@/db/schema/training";

/** How long a message to a material's owner is kept, in days. */
const MESSAGE_DAYS = 90;

/** Removes messages whose time is over; for the retention job. Answers how many. */
export async function removeOldMessages(tx: Tx, now: Date): Promise<number> {
  const gone = await tx
    .delete(materialMessage)
    .where(lt(materialMessage.createdAt, new Date(now.getTime() - MESSAGE_DAYS * 86_400_000)))
    .returning({ id: materialMessage.id });
  return gone.length;
}
