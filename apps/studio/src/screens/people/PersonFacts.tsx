import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { Card } from '../../ui/Card';
import { StateBadge } from '../../ui/StateBadge';
import { contactFactsQuery } from './contactQueries';
import styles from './PersonPage.module.css';

/** What campaigns, games and other parts know about a person, one card for each part that knows something. */
export function PersonFacts({ botId, contactId }: { botId: string; contactId: string }) {
  const { t } = useTranslation(['contacts', 'campaigns']);
  const format = useFormat();
  const sections = useQuery(contactFactsQuery(botId, contactId)).data?.items ?? [];
  return sections
    .filter(({ items }) => items.length > 0)
    .map(({ kind, items }) => (
      <Card key={kind} title={t(`facts.${kind}`, { defaultValue: kind })}>
        <ul className={styles.plain}>
          {items.map((item) => (
            <li key={item.id}>
              <span>
                {item.title}
                {/* Campaigns say a reason by its code, others in words of their own. */}
                {item.detail && <span className={styles.text}> {kind === 'campaigns' ? t(`campaigns:reasons.${item.detail}`, { defaultValue: item.detail }) : item.detail}</span>}
              </span>
              <span className={styles.actions}>
                <StateBadge>{t(`factStates.${item.state}`, { defaultValue: item.state })}</StateBadge>
                <time dateTime={item.at} className={styles.text}>
                  {format.dateTime(item.at)}
                </time>
              </span>
            </li>
          ))}
        </ul>
      </Card>
    ));
}
