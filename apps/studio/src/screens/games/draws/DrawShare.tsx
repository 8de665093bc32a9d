import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { Card } from '../../../ui/Card';
import { CopyField } from '../../../ui/CopyField';
import { Switch } from '../../../ui/Switch';
import forms from '../../settings/forms.module.css';
import { PublicPageFields } from '../shared/PublicPageFields';
import { useGameActions } from '../shared/useGameActions';
import { type DrawDetail, type DrawDocument, drawKeys } from './drawQueries';

/** How people come to a draw, its public page, and the promise that nobody cheats. */
export function DrawShare({ botId, draw }: { botId: string; draw: DrawDetail }) {
  const { t } = useTranslation('draws');
  const { attempt, isBusy } = useGameActions<DrawDetail>({ list: drawKeys.list(botId), one: drawKeys.one(botId, draw.id) });
  const { document, name, revision } = draw;
  const tell = (part: Partial<DrawDocument>) => attempt(() => call('PUT /bots/:botId/draws/:drawId', { params: { botId, drawId: draw.id }, body: { name, document: { ...document, ...part }, revision } }));
  return (
    <Card title={t('share.title')}>
      <div className={forms.form}>
        <p>{t('share.steps')}</p>
        <PublicPageFields
          page={draw.page}
          queryKey={drawKeys.one(botId, draw.id)}
          words={{ label: t('share.page'), help: t('share.pageHelp'), joinHelp: t('share.joinHelp') }}
          put={(body) => call('PUT /bots/:botId/draws/:drawId/page', { params: { botId, drawId: draw.id }, body })}
        />
        {draw.page.url !== null && (
          <>
            <Switch label={t('form.showNames')} checked={document.showNames} disabled={isBusy} onChange={(event) => void tell({ showNames: event.currentTarget.checked })} />
            <Switch label={t('form.showStock')} checked={document.showStock} disabled={isBusy} onChange={(event) => void tell({ showStock: event.currentTarget.checked })} />
          </>
        )}
        {draw.commitment !== null && <CopyField label={t('share.commitment')} value={draw.commitment} />}
        {draw.seed !== null && <CopyField label={t('share.seed')} value={draw.seed} />}
        <p>{t('share.fair')}</p>
      </div>
    </Card>
  );
}
