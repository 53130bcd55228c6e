export { changeCategory, closeCategory, makeCategory, moveCategory } from "./categories/commands";
export { type Category, wordsOf } from "./categories/model";
export { countTopics, findCategory, listCategories, listOpenCategories } from "./categories/queries";
export { acceptAnswer, takeAnswerBack } from "./commands/answer";
export { beginDiscussions, type FirstCategory, type FirstTopic } from "./commands/begin";
export { changeTopic } from "./commands/change-topic";
export { closeTopic, hideTopic, pinTopic, showTopic } from "./commands/moderate";
export { type Opened, openTopic } from "./commands/open-topic";
export { topicPages, topicReplies } from "./page-kind";
export {
  diffMessage,
  findOverseenTopic,
  findTopicHead,
  hideMessage,
  readMessageAfter,
  showMessage,
} from "./past";
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
export { findOwnTopic, findTopicPage } from "./queries/topic";
export { indexTopics, listTopicIds, listTopicOwners, topicSamples } from "./search-entries";
