import type { NodeDefinition } from '@chatloom/flow';
import { accountLinkDefinition } from './accountLink/definition';
import { addTagDefinition } from './addTag/definition';
import { tagAddedTriggerDefinition } from './tagAddedTrigger/definition';
import { fieldChangedTriggerDefinition } from './fieldChangedTrigger/definition';
import { dateTriggerDefinition } from './dateTrigger/definition';
import { segmentTriggerDefinition } from './segmentTrigger/definition';
import { subscribeTopicDefinition } from './subscribeTopic/definition';
import { unsubscribeTopicDefinition } from './unsubscribeTopic/definition';
import { topicConditionDefinition } from './topicCondition/definition';
import { apiTriggerDefinition } from './apiTrigger/definition';
import { askChoiceDefinition } from './askChoice/definition';
import { askConsentDefinition } from './askConsent/definition';
import { withdrawConsentDefinition } from './withdrawConsent/definition';
import { saveBookingDefinition } from './saveBooking/definition';
import { cancelBookingDefinition } from './cancelBooking/definition';
import { askDateDefinition } from './askDate/definition';
import { askEmailDefinition } from './askEmail/definition';
import { askImageDefinition } from './askImage/definition';
import { askLocationDefinition } from './askLocation/definition';
import { askNumberDefinition } from './askNumber/definition';
import { askPhoneDefinition } from './askPhone/definition';
import { askTextDefinition } from './askText/definition';
import { audioDefinition } from './audio/definition';
import { buttonsDefinition } from './buttons/definition';
import { callFlowDefinition } from './callFlow/definition';
import { carouselDefinition } from './carousel/definition';
import { conditionDefinition } from './condition/definition';
import { confirmDefinition } from './confirm/definition';
import { delayDefinition } from './delay/definition';
import { endDefinition } from './end/definition';
import { eventTriggerDefinition } from './eventTrigger/definition';
import { flexDefinition } from './flex/definition';
import { couponDefinition } from './coupon/definition';
import { imagemapDefinition } from './imagemap/definition';
import { loadingDefinition } from './loading/definition';
import { markAsReadDefinition } from './markAsRead/definition';
import { friendAddedTriggerDefinition } from './friendAddedTrigger/definition';
import { goToDefinition } from './goTo/definition';
import { imageDefinition } from './image/definition';
import { imageCarouselDefinition } from './imageCarousel/definition';
import { keywordTriggerDefinition } from './keywordTrigger/definition';
import { leaveGroupDefinition } from './leaveGroup/definition';
import { locationDefinition } from './location/definition';
import { messageTriggerDefinition } from './messageTrigger/definition';
import { postbackTriggerDefinition } from './postbackTrigger/definition';
import { pushToContactDefinition } from './pushToContact/definition';
import { pushToTagDefinition } from './pushToTag/definition';
import { randomSplitDefinition } from './randomSplit/definition';
import { removeTagDefinition } from './removeTag/definition';
import { scheduleTriggerDefinition } from './scheduleTrigger/definition';
import { bingoDefinition } from './bingo/definition';
import { drawDefinition } from './draw/definition';
import { stampCardDefinition } from './stampCard/definition';
import { voucherDefinition } from './voucher/definition';
import { showPollDefinition } from './showPoll/definition';
import { voteDefinition } from './vote/definition';
import { setFieldDefinition } from './setField/definition';
import { setRichMenuDefinition } from './setRichMenu/definition';
import { stickerDefinition } from './sticker/definition';
import { switchDefinition } from './switch/definition';
import { textDefinition } from './text/definition';
import { videoDefinition } from './video/definition';
import type { NodeType } from './nodeTypes';

/** The shared half of every node type; a type without it does not compile. */
export const nodeDefinitions = {
  friendAddedTrigger: friendAddedTriggerDefinition,
  keywordTrigger: keywordTriggerDefinition,
  messageTrigger: messageTriggerDefinition,
  postbackTrigger: postbackTriggerDefinition,
  eventTrigger: eventTriggerDefinition,
  scheduleTrigger: scheduleTriggerDefinition,
  tagAddedTrigger: tagAddedTriggerDefinition,
  fieldChangedTrigger: fieldChangedTriggerDefinition,
  dateTrigger: dateTriggerDefinition,
  segmentTrigger: segmentTriggerDefinition,
  apiTrigger: apiTriggerDefinition,
  text: textDefinition,
  image: imageDefinition,
  video: videoDefinition,
  audio: audioDefinition,
  location: locationDefinition,
  sticker: stickerDefinition,
  buttons: buttonsDefinition,
  confirm: confirmDefinition,
  carousel: carouselDefinition,
  imageCarousel: imageCarouselDefinition,
  flex: flexDefinition,
  imagemap: imagemapDefinition,
  coupon: couponDefinition,
  vote: voteDefinition,
  showPoll: showPollDefinition,
  bingo: bingoDefinition,
  draw: drawDefinition,
  voucher: voucherDefinition,
  stampCard: stampCardDefinition,
  loading: loadingDefinition,
  markAsRead: markAsReadDefinition,
  askText: askTextDefinition,
  askNumber: askNumberDefinition,
  askEmail: askEmailDefinition,
  askPhone: askPhoneDefinition,
  askChoice: askChoiceDefinition,
  askConsent: askConsentDefinition,
  askDate: askDateDefinition,
  askLocation: askLocationDefinition,
  askImage: askImageDefinition,
  accountLink: accountLinkDefinition,
  condition: conditionDefinition,
  switch: switchDefinition,
  randomSplit: randomSplitDefinition,
  setField: setFieldDefinition,
  addTag: addTagDefinition,
  removeTag: removeTagDefinition,
  subscribeTopic: subscribeTopicDefinition,
  unsubscribeTopic: unsubscribeTopicDefinition,
  topicCondition: topicConditionDefinition,
  withdrawConsent: withdrawConsentDefinition,
  saveBooking: saveBookingDefinition,
  cancelBooking: cancelBookingDefinition,
  setRichMenu: setRichMenuDefinition,
  goTo: goToDefinition,
  callFlow: callFlowDefinition,
  end: endDefinition,
  leaveGroup: leaveGroupDefinition,
  delay: delayDefinition,
  pushToContact: pushToContactDefinition,
  pushToTag: pushToTagDefinition,
} satisfies Record<NodeType, NodeDefinition>;

export * from './fieldHints';
export { cronProblem } from './fields/cron';
export { fieldName, tagName } from './fields/names';
export { LINE_EMOJI_TOKEN, lineEmojiToken } from './text/lineEmoji';
export { PROBLEM_CODES, type ProblemCode } from './problemCodes';
export { NODE_TYPES, type NodeType } from './nodeTypes';
export { ASK_REFUSALS, type AskRefusal, TRACE_CODES, type TraceCode } from './traceCodes';
export { POLL_KINDS, POLL_MAX_PLACES, type PollContent, pollChoiceIds, pollContentSchema, pollDefaults, pollFields, type PollKind, refusePollFaults, votesByOneTap } from './vote/pollFields';
