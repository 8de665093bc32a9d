import type { NodeRunner } from '@chatloom/engine';
import { runAccountLink } from './accountLink/run';
import { runAddTag } from './addTag/run';
import { runTagAddedTrigger } from './tagAddedTrigger/run';
import { runFieldChangedTrigger } from './fieldChangedTrigger/run';
import { runDateTrigger } from './dateTrigger/run';
import { runSegmentTrigger } from './segmentTrigger/run';
import { runSubscribeTopic } from './subscribeTopic/run';
import { runUnsubscribeTopic } from './unsubscribeTopic/run';
import { runTopicCondition } from './topicCondition/run';
import { runApiTrigger } from './apiTrigger/run';
import { runAskChoice } from './askChoice/run';
import { runAskConsent } from './askConsent/run';
import { runWithdrawConsent } from './withdrawConsent/run';
import { runSaveBooking } from './saveBooking/run';
import { runCancelBooking } from './cancelBooking/run';
import { runAskDate } from './askDate/run';
import { runAskEmail } from './askEmail/run';
import { runAskImage } from './askImage/run';
import { runAskLocation } from './askLocation/run';
import { runAskNumber } from './askNumber/run';
import { runAskPhone } from './askPhone/run';
import { runAskText } from './askText/run';
import { runAudio } from './audio/run';
import { runButtons } from './buttons/run';
import { runCallFlow } from './callFlow/run';
import { runCarousel } from './carousel/run';
import { runCondition } from './condition/run';
import { runConfirm } from './confirm/run';
import { runDelay } from './delay/run';
import { runEnd } from './end/run';
import { runEventTrigger } from './eventTrigger/run';
import { runFlex } from './flex/run';
import { runCoupon } from './coupon/run';
import { runImagemap } from './imagemap/run';
import { runLoading } from './loading/run';
import { runMarkAsRead } from './markAsRead/run';
import { runFriendAddedTrigger } from './friendAddedTrigger/run';
import { runGoTo } from './goTo/run';
import { runImage } from './image/run';
import { runImageCarousel } from './imageCarousel/run';
import { runKeywordTrigger } from './keywordTrigger/run';
import { runLeaveGroup } from './leaveGroup/run';
import { runLocation } from './location/run';
import { runMessageTrigger } from './messageTrigger/run';
import { runPostbackTrigger } from './postbackTrigger/run';
import { runPushToContact } from './pushToContact/run';
import { runPushToTag } from './pushToTag/run';
import { runRandomSplit } from './randomSplit/run';
import { runRemoveTag } from './removeTag/run';
import { runScheduleTrigger } from './scheduleTrigger/run';
import { runBingo } from './bingo/run';
import { runDraw } from './draw/run';
import { runStampCard } from './stampCard/run';
import { runVoucher } from './voucher/run';
import { runShowPoll } from './showPoll/run';
import { runVote } from './vote/run';
import { runSetField } from './setField/run';
import { runSetRichMenu } from './setRichMenu/run';
import { runSticker } from './sticker/run';
import { runSwitch } from './switch/run';
import { runText } from './text/run';
import { runVideo } from './video/run';
import { nodeDefinitions } from './definitions';
import type { NodeType } from './nodeTypes';
import { type BlockReader, renderBlock, type RenderedBlock } from './shared/renderBlock';

/** The server half of every node type; a type without it does not compile. */
export const nodeRunners = {
  friendAddedTrigger: runFriendAddedTrigger,
  keywordTrigger: runKeywordTrigger,
  messageTrigger: runMessageTrigger,
  postbackTrigger: runPostbackTrigger,
  eventTrigger: runEventTrigger,
  scheduleTrigger: runScheduleTrigger,
  tagAddedTrigger: runTagAddedTrigger,
  fieldChangedTrigger: runFieldChangedTrigger,
  dateTrigger: runDateTrigger,
  segmentTrigger: runSegmentTrigger,
  apiTrigger: runApiTrigger,
  text: runText,
  image: runImage,
  video: runVideo,
  audio: runAudio,
  location: runLocation,
  sticker: runSticker,
  buttons: runButtons,
  confirm: runConfirm,
  carousel: runCarousel,
  imageCarousel: runImageCarousel,
  flex: runFlex,
  imagemap: runImagemap,
  coupon: runCoupon,
  vote: runVote,
  showPoll: runShowPoll,
  bingo: runBingo,
  draw: runDraw,
  voucher: runVoucher,
  stampCard: runStampCard,
  loading: runLoading,
  markAsRead: runMarkAsRead,
  askText: runAskText,
  askNumber: runAskNumber,
  askEmail: runAskEmail,
  askPhone: runAskPhone,
  askChoice: runAskChoice,
  askConsent: runAskConsent,
  askDate: runAskDate,
  askLocation: runAskLocation,
  askImage: runAskImage,
  accountLink: runAccountLink,
  condition: runCondition,
  switch: runSwitch,
  randomSplit: runRandomSplit,
  setField: runSetField,
  addTag: runAddTag,
  removeTag: runRemoveTag,
  subscribeTopic: runSubscribeTopic,
  unsubscribeTopic: runUnsubscribeTopic,
  topicCondition: runTopicCondition,
  withdrawConsent: runWithdrawConsent,
  saveBooking: runSaveBooking,
  cancelBooking: runCancelBooking,
  setRichMenu: runSetRichMenu,
  goTo: runGoTo,
  callFlow: runCallFlow,
  end: runEnd,
  leaveGroup: runLeaveGroup,
  delay: runDelay,
  pushToContact: runPushToContact,
  pushToTag: runPushToTag,
} satisfies Record<NodeType, NodeRunner>;

/**
 * What becomes of bubbles outside of a flow for one person, one entry for each: made by the runners of the message nodes they are, so that a bubble looks the
 * same in a campaign, a series, the studio's preview and a flow. Data that does not fit its schema gives no message.
 */
export function renderEachBlock(blocks: readonly { type: NodeType; data: unknown }[], reader: BlockReader): RenderedBlock[] {
  return blocks.map(({ type, data }, at) => {
    const parsed = nodeDefinitions[type].schema.safeParse(data);
    return parsed.success ? renderBlock(nodeRunners[type], parsed.data, reader, at) : { messages: [], notes: [{ code: 'messageLeftOut', params: { messageType: type } }] };
  });
}

export type { BlockReader, RenderedBlock };
export { renderPushToTag } from './pushToTag/renderPushToTag';
