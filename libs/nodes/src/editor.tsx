import { accountLinkEditor } from './accountLink/card';
import { addTagEditor } from './addTag/card';
import { tagAddedTriggerEditor } from './tagAddedTrigger/card';
import { fieldChangedTriggerEditor } from './fieldChangedTrigger/card';
import { dateTriggerEditor } from './dateTrigger/card';
import { segmentTriggerEditor } from './segmentTrigger/card';
import { subscribeTopicEditor } from './subscribeTopic/card';
import { unsubscribeTopicEditor } from './unsubscribeTopic/card';
import { topicConditionEditor } from './topicCondition/card';
import { apiTriggerEditor } from './apiTrigger/card';
import { askChoiceEditor } from './askChoice/card';
import { askConsentEditor } from './askConsent/card';
import { withdrawConsentEditor } from './withdrawConsent/card';
import { saveBookingEditor } from './saveBooking/card';
import { cancelBookingEditor } from './cancelBooking/card';
import { askDateEditor } from './askDate/card';
import { askEmailEditor } from './askEmail/card';
import { askImageEditor } from './askImage/card';
import { askLocationEditor } from './askLocation/card';
import { askNumberEditor } from './askNumber/card';
import { askPhoneEditor } from './askPhone/card';
import { askTextEditor } from './askText/card';
import { audioEditor } from './audio/card';
import { buttonsEditor } from './buttons/card';
import { callFlowEditor } from './callFlow/card';
import { carouselEditor } from './carousel/card';
import { conditionEditor } from './condition/card';
import { confirmEditor } from './confirm/card';
import { delayEditor } from './delay/card';
import { endEditor } from './end/card';
import { eventTriggerEditor } from './eventTrigger/card';
import { flexEditor } from './flex/card';
import { couponEditor } from './coupon/card';
import { imagemapEditor } from './imagemap/card';
import { loadingEditor } from './loading/card';
import { markAsReadEditor } from './markAsRead/card';
import { friendAddedTriggerEditor } from './friendAddedTrigger/card';
import { goToEditor } from './goTo/card';
import { imageCarouselEditor } from './imageCarousel/card';
import { imageEditor } from './image/card';
import { keywordTriggerEditor } from './keywordTrigger/card';
import { leaveGroupEditor } from './leaveGroup/card';
import { locationEditor } from './location/card';
import { messageTriggerEditor } from './messageTrigger/card';
import { postbackTriggerEditor } from './postbackTrigger/card';
import { pushToContactEditor } from './pushToContact/card';
import { pushToTagEditor } from './pushToTag/card';
import { randomSplitEditor } from './randomSplit/card';
import { removeTagEditor } from './removeTag/card';
import { scheduleTriggerEditor } from './scheduleTrigger/card';
import { bingoEditor } from './bingo/card';
import { drawEditor } from './draw/card';
import { stampCardEditor } from './stampCard/card';
import { voucherEditor } from './voucher/card';
import { showPollEditor } from './showPoll/card';
import { voteEditor } from './vote/card';
import { setFieldEditor } from './setField/card';
import { setRichMenuEditor } from './setRichMenu/card';
import { stickerEditor } from './sticker/card';
import { switchEditor } from './switch/card';
import { textEditor } from './text/card';
import { videoEditor } from './video/card';
import type { NodeEditor } from './nodeEditor';
import type { NodeType } from './nodeTypes';

/** The editor half of every node type: icon and card. A type without it does not compile. */
export const nodeEditors = {
  friendAddedTrigger: friendAddedTriggerEditor,
  keywordTrigger: keywordTriggerEditor,
  messageTrigger: messageTriggerEditor,
  postbackTrigger: postbackTriggerEditor,
  eventTrigger: eventTriggerEditor,
  scheduleTrigger: scheduleTriggerEditor,
  tagAddedTrigger: tagAddedTriggerEditor,
  fieldChangedTrigger: fieldChangedTriggerEditor,
  dateTrigger: dateTriggerEditor,
  segmentTrigger: segmentTriggerEditor,
  apiTrigger: apiTriggerEditor,
  text: textEditor,
  image: imageEditor,
  video: videoEditor,
  audio: audioEditor,
  location: locationEditor,
  sticker: stickerEditor,
  buttons: buttonsEditor,
  confirm: confirmEditor,
  carousel: carouselEditor,
  imageCarousel: imageCarouselEditor,
  flex: flexEditor,
  imagemap: imagemapEditor,
  coupon: couponEditor,
  vote: voteEditor,
  showPoll: showPollEditor,
  bingo: bingoEditor,
  draw: drawEditor,
  voucher: voucherEditor,
  stampCard: stampCardEditor,
  loading: loadingEditor,
  markAsRead: markAsReadEditor,
  askText: askTextEditor,
  askNumber: askNumberEditor,
  askEmail: askEmailEditor,
  askPhone: askPhoneEditor,
  askChoice: askChoiceEditor,
  askConsent: askConsentEditor,
  askDate: askDateEditor,
  askLocation: askLocationEditor,
  askImage: askImageEditor,
  accountLink: accountLinkEditor,
  condition: conditionEditor,
  switch: switchEditor,
  randomSplit: randomSplitEditor,
  setField: setFieldEditor,
  addTag: addTagEditor,
  removeTag: removeTagEditor,
  subscribeTopic: subscribeTopicEditor,
  unsubscribeTopic: unsubscribeTopicEditor,
  topicCondition: topicConditionEditor,
  withdrawConsent: withdrawConsentEditor,
  saveBooking: saveBookingEditor,
  cancelBooking: cancelBookingEditor,
  setRichMenu: setRichMenuEditor,
  goTo: goToEditor,
  callFlow: callFlowEditor,
  end: endEditor,
  leaveGroup: leaveGroupEditor,
  delay: delayEditor,
  pushToContact: pushToContactEditor,
  pushToTag: pushToTagEditor,
} satisfies Record<NodeType, NodeEditor>;

export type { CardPreview, NodeEditor, NodeIcon, PreviewWords } from './nodeEditor';
