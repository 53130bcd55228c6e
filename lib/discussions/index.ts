export { changeCategory, closeCategory, makeCategory, moveCategory } from "./categories/commands";
export { type Category, wordsOf } from "./categories/model";
export {
  countTopics,
  findAnyCategory,
  findCategory,
  findRoom,
  listAllCategories,
  listCategories,
  listOpenCategories,
  listRoomAudiences,
  listRooms,
} from "./categories/queries";
export { addToRoom, type ListedMember, listRoomMembers, removeFromRoom } from "./categories/room-members";
export { roomCommands, type TopicCommands, topicCommands } from "./commands";
export { beginDiscussions, type FirstCategory, type FirstTopic } from "./commands/begin";
export type { Opened } from "./commands/open-topic";
export { roomPages, roomReplies, topicPages, topicReplies } from "./page-kind";
export { messagePast, roomMessagePast } from "./past";
export { leaveReplyOut, proposeReply } from "./proposals/commands";
export { findPublicReply, listCarried, listCredits, listProposals, listReplyUses } from "./proposals/queries";
export { withWordsOf } from "./proposals/words";
export { type FeedTopic, listFeedTopics } from "./queries/feed";
export {
  listNewestByCategory,
  listPinned,
  listTopicAddresses,
  listTopics,
  listTopicsOn,
} from "./queries/list";
export { findReplyNumber, listReplies } from "./queries/replies";
export { type DiscussionQueue, listDiscussionQueue } from "./queries/review";
export { findOwnTopic, findRoomTopic, findTopicPage } from "./queries/topic";
export { indexTopics, listTopicIds, listTopicOwners, topicSamples } from "./search-entries";
export { findSimilar } from "./similar/find-similar";
