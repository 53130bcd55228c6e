import { type Consequences, composeConsequences } from "@/lib/core/consequences";
import { ACCOUNT_ROWS } from "./accounts";
import { CLEANUP_ROWS } from "./cleanups";
import { DISCUSSION_ROWS } from "./discussions";
import { FILE_ROWS } from "./files";
import { FILTER_ROWS } from "./filters";
import { FLAG_ROWS } from "./flags";
import { MAILBOX_ROWS } from "./mailbox";
import { MESSAGE_ROWS } from "./messages";
import { OPERATION_ROWS } from "./operation";
import { PROFILE_ROWS } from "./profiles";
import { WORK_ROWS } from "./works";

/** The causes and effects of the whole system, a row per fact; exhaustive by type. */
export const CONSEQUENCES: Consequences = {
  ...ACCOUNT_ROWS,
  ...PROFILE_ROWS,
  ...FILE_ROWS,
  ...WORK_ROWS,
  ...OPERATION_ROWS,
  ...MAILBOX_ROWS,
  ...MESSAGE_ROWS,
  ...DISCUSSION_ROWS,
  ...FLAG_ROWS,
  ...FILTER_ROWS,
  ...CLEANUP_ROWS,
};

composeConsequences(CONSEQUENCES);
