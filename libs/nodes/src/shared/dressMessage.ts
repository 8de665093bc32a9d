import type { LineMessage } from '@chatloom/engine';
import { SENDER_NAME_MAX_UTF16 } from '@chatloom/messages';
import type { BuildContext } from './buildContext';
import type { MessageFields } from '../fields/messageFields';
import { lineActions } from './lineAction';
import { renderFitted } from './renderFitted';

/** Adds to a message what every message may have: quick replies and another sender. */
export function dressMessage(message: LineMessage, dress: Partial<Pick<MessageFields, 'quickReplies' | 'sender'>>, context: BuildContext): LineMessage {
  const dressed: LineMessage = { ...message };
  if (dress.quickReplies && dress.quickReplies.length > 0) {
    const items = dress.quickReplies.flatMap((choice) => {
      const imageUrl = context.render(choice.iconUrl).trim();
      return lineActions([choice], 'quickReply', context).map((action) => ({ type: 'action', ...(imageUrl === '' ? {} : { imageUrl }), action }));
    });
    if (items.length > 0) dressed.quickReply = { items };
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
