import type { LineMessage } from '@chatloom/engine';
import { buildAudio } from '../audio/run';
import { buildButtons } from '../buttons/run';
import { buildCarousel } from '../carousel/run';
import { buildConfirm } from '../confirm/run';
import { buildCoupon } from '../coupon/run';
import type { Bubble } from '../fields/bubbles';
import type { MessageFields } from '../fields/messageFields';
import { buildFlex } from '../flex/run';
import { buildImage } from '../image/run';
import { buildImageCarousel } from '../imageCarousel/run';
import { buildImagemap } from '../imagemap/run';
import { buildLocation } from '../location/run';
import { buildSticker } from '../sticker/run';
import { buildText } from '../text/run';
import { buildVideo } from '../video/run';
import type { BuildContext } from './buildContext';
import { dressMessage } from './dressMessage';
import { sendable } from './sendable';

/** The LINE messages of a list of bubbles; quick replies go under the last one, where LINE shows them. */
export function buildBubbles(bubbles: readonly Bubble[], dress: Partial<Pick<MessageFields, 'quickReplies' | 'sender'>>, context: BuildContext): LineMessage[] {
  const bare = sendable(
    bubbles.map((bubble) => buildBubble(bubble, context)),
    context,
  );
  return sendable(
    bare.map((message, index) => dressMessage(message, index === bare.length - 1 ? dress : { sender: dress.sender }, context)),
    context,
  );
}

function buildBubble(bubble: Bubble, context: BuildContext): LineMessage {
  switch (bubble.type) {
    case 'text':
      return buildText(bubble, context);
    case 'image':
      return buildImage(bubble, context);
    case 'video':
      return buildVideo(bubble, context);
    case 'audio':
      return buildAudio(bubble, context);
    case 'location':
      return buildLocation(bubble, context);
    case 'sticker':
      return buildSticker(bubble);
    case 'buttons':
      return buildButtons(bubble, context);
    case 'confirm':
      return buildConfirm(bubble, context);
    case 'carousel':
      return buildCarousel(bubble, context);
    case 'imageCarousel':
      return buildImageCarousel(bubble, context);
    case 'flex':
      return buildFlex(bubble, context);
    case 'imagemap':
      return buildImagemap(bubble, context);
    case 'coupon':
      return buildCoupon(bubble);
  }
}
