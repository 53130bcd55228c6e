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
export { topicCleanup } from "./cleanup";
export { roomCommands, type TopicCommands, topicCommands } from "./commands";
export { beginDiscussions, type FirstCategory, type FirstTopic } from "./commands/begin";
export type { MovedTo as MovedReplies } from "./commands/move-replies";
export { noteWriting } from "./commands/note-writing";
export type { Opened } from "./commands/open-topic";
export { readDiscourse } from "./imports/discourse";
export type { MemberOf, OldTopic, Skipped } from "./imports/model";
export { findMembersByAddress, listImportedOn } from "./imports/queries";
export {
  beginImport,
  findImportCategory,
  type ImportOutcome,
  importTopic,
  planTopic,
} from "./imports/store";
export { endImport, listImported, undoImported } from "./imports/undo";
export { PAGES_IN, roomPages, roomReplies, topicPages, topicReplies } from "./page-kind";
export { messagePast, roomMessagePast } from "./past";
export { listOwnVotes, listPolls, listVotedPolls } from "./polls/queries";
export { closeDuePoll, listDuePolls } from "./polls/store";
export { leaveReplyOut, proposeReply } from "./proposals/commands";
export { findPublicReply, listCarried, listCredits, listProposals, listReplyUses } from "./proposals/queries";
export { withWordsOf } from "./proposals/words";
export { type FeedTopic, listFeedTopics } from "./queries/feed";
export { findMergedTopic, findMovedReply, listFlow, type MergedTopic } from "./queries/flow";
export {
  listNewestByCategory,
  listPinned,
  listTopicAddresses,
  listTopics,
  listTopicsOn,
} from "./queries/list";
export { type LiveKey, type LiveTopic, listLive, mayReadTopic } from "./queries/live";
export { findReplyNumber, listReplies } from "./queries/replies";
export { type DiscussionQueue, listDiscussionQueue } from "./queries/review";
export { type HotQuestion, listHotQuestions } from "./queries/top";
export { findOwnTopic, findRoomTopic, findTopicPage } from "./queries/topic";
export {
  followReplied,
  type Marked,
  markListRead,
  markTopicRead,
  muteCategory,
  readUpTo,
  undoRead,
} from "./reading/commands";
export {
  countOwnTopics,
  countUnreadAt,
  findOwnCategory,
  findReading,
  listMutedCategories,
  listOwnTopics,
  type NamedCategory,
  type OwnTopicLine,
  type Reading,
} from "./reading/queries";
export { indexTopics, listTopicIds, listTopicOwners, topicSamples } from "./search-entries";
export { findSimilar } from "./similar/find-similar";
export { listDueTimers, runTimer } from "./timers";
