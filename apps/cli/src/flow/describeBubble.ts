import { buttonsOf, shortenMessage } from '@chatloom/engine';
import type { Button, LineMessage, TalkBubble } from '@chatloom/engine';

/** A bubble as lines of a terminal; its buttons are numbered from `first`. */
export function describeBubble({ message, by }: TalkBubble, first: number): string[] {
  const mark = by === 'push' ? 'Bot (push): ' : 'Bot: ';
  const [head = '', ...more] = wordsOf(message).split('\n');
  const lines = [mark + head, ...more.map((line) => ' '.repeat(mark.length) + line)];
  const buttons = buttonsOf(message);
  if (buttons.length > 0) lines.push(' '.repeat(mark.length) + buttons.map((button, index) => `[${first + index}] ${buttonWords(button)}`).join('  '));
  return lines;
}

function buttonWords({ label, action }: Button): string {
  if (action.type === 'uri') return `${label} → ${String(action.uri)}`;
  if (action.type === 'datetimepicker') return `${label} (${String(action.mode)})`;
  return label;
}

function wordsOf(message: LineMessage): string {
  const fields = message as Record<string, unknown> & { template?: { text?: unknown; title?: unknown; columns?: { text?: unknown; title?: unknown }[] } };
  switch (message.type) {
    case 'text':
      return String(message.text);
    case 'template': {
      const { title, text, columns } = fields.template ?? {};
      const cards = (columns ?? []).map((column) => [column.title, column.text].filter(Boolean).join(': ')).filter((words) => words !== '');
      return [title, text, ...cards].filter(Boolean).join('\n') || String(fields.altText);
    }
    case 'flex':
      return `(card) ${String(fields.altText)}`;
    case 'image':
    case 'video':
    case 'audio':
      return `(${message.type}) ${String(fields.originalContentUrl)}`;
    case 'location':
      return `(place) ${String(fields.title)}, ${String(fields.address)}`;
    case 'sticker':
      return `(sticker ${String(fields.packageId)}/${String(fields.stickerId)})`;
    default:
      return JSON.stringify(shortenMessage(message));
  }
}
