import type { LineMessage } from '@chatloom/engine';
import { SENDER_NAME_MAX_UTF16 } from '@chatloom/messages';
import type { BuildContext } from './buildContext';
import type { QuickReply } from '../fields/choice';
import type { MessageFields } from '../fields/messageFields';
import { lineAction } from './lineAction';
import { renderFitted } from './renderFitted';

/** Adds to a message what every message may have: quick replies and another sender. */
export function dressMessage(message: LineMessage, dress: Partial<Pick<MessageFields, 'quickReplies' | 'sender'>>, context: BuildContext): LineMessage {
  const dressed: LineMessage = { ...message };
  if (dress.quickReplies && dress.quickReplies.length > 0) {
    dressed.quickReply = {
      items: dress.quickReplies.map((choice) => {
        const imageUrl = context.render((choice as QuickReply).iconUrl).trim();
        return { type: 'action', ...(imageUrl === '' ? {} : { imageUrl }), action: lineAction(choice, 'quickReply', context) };
      }),
    };
  }
  if (dress.sender) {
    const name = renderFitted(context, dress.sender.name, SENDER_NAME_MAX_UTF16, 'utf16');
    const iconUrl = context.render(dress.sender.iconUrl).trim();
    if (name !== '' || iconUrl !== '') {
      dressed.sender = { ...(name === '' ? {} : { name }), ...(iconUrl === '' ? {} : { iconUrl }) };
    }
  }
  return dressed;
}
