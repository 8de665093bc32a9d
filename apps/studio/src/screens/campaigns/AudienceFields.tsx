import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { audiencesQuery } from '../../api/lineQueries';
import { useFormat } from '../../i18n/useFormat';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import type { CampaignDesign } from './campaignQueries';
import { CheckLine } from './CheckLine';
import { DemographicFields } from './DemographicFields';
import { NumberField } from './NumberField';
import styles from './campaigns.module.css';

type To = Extract<CampaignDesign['to'], { type: 'audience' }>;

/** Audiences kept at LINE: whom to include and whom to leave out, and what LINE knows about people. */
export function AudienceFields({ botId, channelId, to, onChange }: { botId: string; channelId: string; to: To; onChange(to: To): void }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const audiences = useQuery(audiencesQuery(botId, channelId));
  const items = audiences.data?.items;
  const roleOf = (id: number) => (to.include.includes(id) ? 'include' : to.exclude.includes(id) ? 'exclude' : '');
  const setRole = (id: number, role: string) => {
    const without = (ids: number[]) => ids.filter((each) => each !== id);
    onChange({ ...to, include: role === 'include' ? [...without(to.include), id] : without(to.include), exclude: role === 'exclude' ? [...without(to.exclude), id] : without(to.exclude) });
  };
  return (
    <div className={styles.fields}>
      {audiences.error ? (
        <ErrorState error={audiences.error} onRetry={() => void audiences.refetch()} />
      ) : !items ? (
        <SkeletonList count={2} height={40} />
      ) : items.length === 0 ? (
        <p className={styles.text}>
          {t('who.audience.empty')}{' '}
          <Link to="/b/$botId/line/audiences" params={{ botId }} search={{ channel: channelId }}>
            {t('who.audience.make')}
          </Link>
        </p>
      ) : (
        <fieldset className={styles.group}>
          <legend>{t('who.audience.list')}</legend>
          {items.map((audience) => (
            <div key={audience.id} className={styles.row}>
              <NativeSelect
                className={styles.half}
                label={t('who.audience.named', { name: audience.name, count: format.number(audience.count ?? 0) })}
                value={roleOf(audience.id)}
                data={[
                  { value: '', label: t('who.audience.notUsed') },
                  { value: 'include', label: t('who.audience.include') },
                  { value: 'exclude', label: t('who.audience.exclude') },
                ]}
                onChange={(event) => setRole(audience.id, event.currentTarget.value)}
              />
            </div>
          ))}
        </fieldset>
      )}
      <CheckLine
        label={t('who.demographic.title')}
        help={t('who.demographic.help')}
        checked={to.demographic !== null}
        onChange={(on) => onChange({ ...to, demographic: on ? { gender: [], age: null, appType: [], area: [], friendFor: null } : null })}
      >
        {to.demographic && <DemographicFields value={to.demographic} onChange={(demographic) => onChange({ ...to, demographic })} />}
      </CheckLine>
      <CheckLine label={t('who.audience.most')} checked={to.max !== null} onChange={(on) => onChange({ ...to, max: on ? 1_000 : null })}>
        <NumberField label={t('who.audience.mostLabel')} className={styles.narrow} value={to.max} min={1} max={100_000_000} onChange={(max) => onChange({ ...to, max })} />
      </CheckLine>
      <p className={styles.help}>{t('who.audience.rule')}</p>
    </div>
  );
}
