import type { InboundMessage } from '../types';

/** Does the message name the bot itself (FACTS §5, `isSelf`)? A mention of everybody does not count. */
export function mentionsBot(message: InboundMessage): boolean {
  return ownMentions(message).length > 0;
}

/** The words of a text message without the names of the bot in it: what was said to it. */
export function withoutMentionsOfBot(message: InboundMessage): string {
  const text = message.text ?? '';
  const mentions = ownMentions(message);
  if (mentions.length === 0) return text;
  let rest = text;
  // From the end, so that earlier places stay where they are. Places are counted in UTF-16 units.
  for (const { index, length } of mentions.sort((a, b) => b.index - a.index)) rest = rest.slice(0, index) + rest.slice(index + length);
  return rest.trim();
}

function ownMentions(message: InboundMessage): { index: number; length: number }[] {
  const mentionees = (message['mention'] as { mentionees?: unknown } | undefined)?.mentionees;
  if (!Array.isArray(mentionees)) return [];
  return mentionees.filter(
    (one: unknown): one is { index: number; length: number } =>
      typeof one === 'object' &&
      one !== null &&
      (one as { isSelf?: unknown }).isSelf === true &&
      isCount((one as { index?: unknown }).index) &&
      isCount((one as { length?: unknown }).length),
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
