import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { Card } from '../../../ui/Card';
import { CopyField } from '../../../ui/CopyField';
import forms from '../../settings/forms.module.css';
import { type BingoDetail, bingoKeys } from './bingoQueries';
import { PublicPageFields } from '../shared/PublicPageFields';

/** The page for the hall, how people join, and the promise that nobody cheats. */
export function BingoShare({ botId, game }: { botId: string; game: BingoDetail }) {
  const { t } = useTranslation('bingo');
  return (
    <Card title={t('share.title')}>
      <div className={forms.form}>
        <p>{t('share.steps')}</p>
        <PublicPageFields
          page={game.page}
          queryKey={bingoKeys.one(botId, game.id)}
          words={{ label: t('share.page'), help: t('share.pageHelp'), joinHelp: t('share.joinHelp') }}
          put={(body) => call('PUT /bots/:botId/bingo/:gameId/page', { params: { botId, gameId: game.id }, body })}
        />
        {game.commitment !== null && <CopyField label={t('share.commitment')} value={game.commitment} />}
        {game.seed !== null && <CopyField label={t('share.seed')} value={game.seed} />}
        <p>{t('share.fair')}</p>
      </div>
    </Card>
  );
}
