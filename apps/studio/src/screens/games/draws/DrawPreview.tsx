import { useTranslation } from 'react-i18next';
import { GamePhone } from '../shared/GamePhone';
import type { DrawDocument } from './drawQueries';

/** The card of a draw as it comes into the chat. */
export function DrawPreview({ botId, document }: { botId: string; document: DrawDocument }) {
  const { t } = useTranslation('draws');
  const { title, description, prizes, kind, terms } = document;
  return (
    <GamePhone
      botId={botId}
      title={title}
      text={description}
      lines={prizes.map(({ name, description: more, imageUrl }) => ({ text: name, more, imageUrl }))}
      note={terms === '' ? undefined : t('preview.terms')}
      button={t(`preview.${kind}`)}
    />
  );
}
