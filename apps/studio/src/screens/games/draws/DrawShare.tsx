import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { Card } from '../../../ui/Card';
import { CopyField } from '../../../ui/CopyField';
import forms from '../../settings/forms.module.css';
import { PublicPageFields } from '../shared/PublicPageFields';
import { type DrawDetail, drawKeys } from './drawQueries';

/** How people come to a draw, its public page, and the promise that nobody cheats. */
export function DrawShare({ botId, draw }: { botId: string; draw: DrawDetail }) {
  const { t } = useTranslation('draws');
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
        {draw.commitment !== null && <CopyField label={t('share.commitment')} value={draw.commitment} />}
        {draw.seed !== null && <CopyField label={t('share.seed')} value={draw.seed} />}
        <p>{t('share.fair')}</p>
      </div>
    </Card>
  );
}
