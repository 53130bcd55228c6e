import type { TopicArea } from "../areas/model";
import { answeringIn } from "./answer";
import { changingIn } from "./change-topic";
import { moderatingIn } from "./moderate";
import { openingIn } from "./open-topic";

/** Creates the commands for the topics of an area. Those of one area never find a topic of the other. */
const commandsIn = (area: TopicArea) => ({
  open: openingIn(area),
  change: changingIn(area),
  ...answeringIn(area),
  ...moderatingIn(area),
});
export type TopicCommands = ReturnType<typeof commandsIn>;

export const topicCommands = commandsIn("discussions");
export const roomCommands = commandsIn("rooms");
