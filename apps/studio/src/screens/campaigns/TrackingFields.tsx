import { useTranslation } from 'react-i18next';
import type { CampaignDesign, CampaignDetail } from './campaignQueries';
import { CheckLine } from './CheckLine';
import styles from './campaigns.module.css';

type Tracking = CampaignDesign['tracking'];

/** Whether taps on links are counted, whose they are, and which links stay as they are. */
export function TrackingFields({ tracking, links, onChange }: { tracking: Tracking; links: CampaignDetail['links']; onChange(tracking: Tracking): void }) {
  const { t } = useTranslation('campaigns');
  const urls = [...new Set([...links.map(({ url }) => url), ...tracking.untracked])];
  return (
    <CheckLine label={t('tracking.on')} help={t('tracking.onHelp')} checked={tracking.on} onChange={(on) => onChange({ ...tracking, on })}>
      <div className={styles.fields} style={{ gap: 8 }}>
        <CheckLine label={t('tracking.perPerson')} help={t('tracking.perPersonHelp')} checked={tracking.perPerson} onChange={(perPerson) => onChange({ ...tracking, perPerson })} />
        {urls.length > 0 && (
          <fieldset className={styles.group} style={{ gap: 4 }}>
            <legend>{t('tracking.links')}</legend>
            {urls.map((url) => (
              <CheckLine
                key={url}
                label={url}
                checked={!tracking.untracked.includes(url)}
                onChange={(tracked) => onChange({ ...tracking, untracked: tracked ? tracking.untracked.filter((each) => each !== url) : [...tracking.untracked, url] })}
              />
            ))}
          </fieldset>
        )}
      </div>
    </CheckLine>
  );
}
