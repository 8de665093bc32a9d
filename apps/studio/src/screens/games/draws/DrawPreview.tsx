import { useTranslation } from 'react-i18next';
import { GamePhone } from '../shared/GamePhone';
import type { DrawDocument } from './drawQueries';

/** So many prizes are named on the card; the rest is on the public page. */
const NAMED = 6;

/** The card of a draw as it comes into the chat, to somebody who has not tried yet. */
export function DrawPreview({ botId, document }: { botId: string; document: DrawDocument }) {
  const { t } = useTranslation('draws');
  const { title, description, prizes, kind, terms } = document;
  const names = prizes.slice(0, NAMED).map(({ name }) => name);
  const toBeWon = t('preview.prizes', { names: names.join(', ') + (prizes.length > NAMED ? ' …' : '') });
  return <GamePhone botId={botId} title={title} text={description || toBeWon} more={description ? toBeWon : undefined} note={terms === '' ? undefined : t('preview.terms')} button={t(`preview.${kind}`)} />;
}
