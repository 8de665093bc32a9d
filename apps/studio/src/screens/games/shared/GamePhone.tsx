import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { botQuery } from '../../../api/queries';
import { MessagesPhone } from '../../../phone/MessagesPhone';
import { shownPicture } from '../../../pictures/shownPicture';
import games from '../games.module.css';

/** What a card in the chat says. */
export interface GameCard {
  title: string;
  text: string;
  imageUrl?: string | null;
  /** Shown large. */
  value?: string;
  /** Below the text, less loud. */
  more?: string;
  /** Below everything, small. */
  note?: string;
  button: string;
}

const INK = '#1B2228';
const SOFT = '#51606C';
const ACCENT = '#0B7A3B';
const PAPER = '#E8F7EE';

/** A still phone beside a form: the card people will see, following every letter. */
export function GamePhone({ botId, ...card }: GameCard & { botId: string }) {
  const { t } = useTranslation('games');
  const botName = useQuery(botQuery(botId)).data?.name ?? '';
  return (
    <div className={games.phone}>
      <MessagesPhone label={t('preview.label')} title={botName} messages={[bubbleOf(card)]} unfinished="" nothing="" />
    </div>
  );
}

function bubbleOf({ title, text, imageUrl, value, more, note, button }: GameCard) {
  const words = (said: string, look: object) => ({ type: 'text', text: said, wrap: true, ...look });
  const body = [
    ...(value ? [{ type: 'box', layout: 'vertical', cornerRadius: '8px', paddingAll: '12px', backgroundColor: PAPER, contents: [words(value, { weight: 'bold', size: 'xxl', align: 'center', color: ACCENT })] }] : []),
    words(title || '…', { weight: 'bold', size: 'lg', color: INK }),
    ...(text ? [words(text, { size: 'sm', color: INK })] : []),
    ...(more ? [words(more, { size: 'sm', color: SOFT })] : []),
    ...(note ? [words(note, { size: 'xs', color: SOFT, margin: 'lg' })] : []),
  ];
  return {
    type: 'flex',
    altText: title,
    contents: {
      type: 'bubble',
      // Smaller than in the chat, so that a phone fits beside a form and on one.
      size: 'kilo',
      ...(imageUrl && { hero: { type: 'image', url: shownPicture(imageUrl), size: 'full', aspectRatio: '20:13', aspectMode: 'cover' } }),
      body: { type: 'box', layout: 'vertical', spacing: 'sm', contents: body },
      footer: { type: 'box', layout: 'vertical', contents: [{ type: 'button', style: 'primary', color: ACCENT, height: 'sm', action: { type: 'postback', label: button, data: 'preview' } }] },
    },
  };
}
