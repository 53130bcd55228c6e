import type { TopicArea } from "../areas/model";
import { pollingIn, votingIn } from "../polls/commands";
import { answeringIn } from "./answer";
import { caringIn, timingIn, titlingIn } from "./care";
import { changingIn } from "./change-topic";
import { mergingIn } from "./merge";
import { moderatingIn } from "./moderate";
import { splittingIn } from "./move-replies";
import { openingIn } from "./open-topic";

/** Creates the commands for the topics of an area. Those of one area never find a topic of the other. */
const commandsIn = (area: TopicArea) => ({
  open: openingIn(area),
  change: changingIn(area),
  ...answeringIn(area),
  ...moderatingIn(area),
  ...caringIn(area),
  ...timingIn(area),
  ...titlingIn(area),
  ...splittingIn(area),
  ...mergingIn(area),
  ...pollingIn(area),
  ...votingIn(area),
});
export type TopicCommands = ReturnType<typeof commandsIn>;

export const topicCommands = commandsIn("discussions");
export const roomCommands = commandsIn("rooms");
