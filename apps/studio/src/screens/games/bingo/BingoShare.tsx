import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { CopyField } from '../../../ui/CopyField';
import { Switch } from '../../../ui/Switch';
import { TextInput } from '../../../ui/TextInput';
import { toast } from '../../../ui/toast';
import forms from '../../settings/forms.module.css';
import { type BingoDetail, gameKeys } from '../gameQueries';
import games from '../games.module.css';

/** The page for the hall, how people join, and the promise that nobody cheats. */
export function BingoShare({ botId, game }: { botId: string; game: BingoDetail }) {
  const { t } = useTranslation(['bingo', 'games', 'common']);
  const client = useQueryClient();
  const [joinText, setJoinText] = useState(game.page.joinText);
  const setPage = async (isOn: boolean) => {
    try {
      await call('PUT /bots/:botId/bingo/:gameId/page', { params: { botId, gameId: game.id }, body: { isOn, joinText } });
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: gameKeys.bingoGame(botId, game.id) });
  };
  return (
    <Card title={t('share.title')}>
      <div className={forms.form}>
        <p>{t('share.steps')}</p>
        <Switch label={t('share.page')} description={t('share.pageHelp')} checked={game.page.url !== null} onChange={(event) => void setPage(event.currentTarget.checked)} />
        {game.page.url !== null && (
          <>
            <CopyField label={t('games:share.address')} value={game.page.url} />
            <div className={games.withButton}>
              <TextInput label={t('games:share.joinText')} description={t('share.joinHelp')} value={joinText} maxLength={60} onChange={(event) => setJoinText(event.currentTarget.value)} />
              <Button variant="default" disabled={joinText.trim() === game.page.joinText} onClick={() => void setPage(true)}>
                {t('games:share.keep')}
              </Button>
            </div>
            <div>
              <Button component="a" variant="default" href={game.page.url} target="_blank" rel="noreferrer">
                {t('games:share.open')}
              </Button>
            </div>
          </>
        )}
        {game.commitment !== null && <CopyField label={t('share.commitment')} value={game.commitment} />}
        {game.seed !== null && <CopyField label={t('share.seed')} value={game.seed} />}
        <p>{t('share.fair')}</p>
      </div>
    </Card>
  );
}
