import { startLiveReplies } from "./live-replies";
import { startMoved } from "./moved";
import { startPolls } from "./polls";
import { startReactions } from "./reactions";
import { startReading } from "./reading";
import { startSimilar } from "./similar";

/* Discussions and comments. `app.js` loads it on pages that have any. */

for (const start of [startMoved, startReactions, startLiveReplies, startSimilar, startReading, startPolls])
  start();
