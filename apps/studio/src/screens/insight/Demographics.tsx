import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../api/call';
import { useFormat } from '../../i18n/useFormat';
import { NoAnswer } from './NoAnswer';
import styles from './insight.module.css';

type Answer = RouteOutput<'GET /bots/:botId/channels/:channelId/insight/demographics'>;
const PARTS = ['genders', 'ages', 'areas', 'appTypes', 'subscriptionPeriods'] as const;
const NAMED = ['male', 'female', 'unknown', 'ios', 'android', 'others', 'within7days', 'within30days', 'within90days', 'within180days', 'within365days', 'over365days'];

/** Shares of the friends; LINE tells nothing below twenty. */
export function Demographics({ answer }: { answer: Answer }) {
  const { t } = useTranslation('insight');
  const format = useFormat();
  if (!('value' in answer)) return <NoAnswer state={answer.state} />;
  const { value } = answer;
  if (!value.available) return <p className={styles.noAnswer}>{t('demographics.few')}</p>;
  const nameOf = (name: string): string => {
    const age = /^from(\d+)(?:to(\d+))?$/.exec(name);
    if (age) return age[2] ? t('demographics.ageFrom', { from: age[1], to: age[2] }) : t('demographics.ageOver', { from: age[1] });
    // Areas come in LINE's own words.
    return NAMED.includes(name) ? t(`demographics.values.${name}`) : name;
  };
  return (
    <div className={styles.shares}>
      {PARTS.filter((part) => value[part].length > 0).map((part) => (
        <section key={part}>
          <h3>{t(`demographics.${part}`)}</h3>
          {value[part].map(({ name, percentage }) => (
            <div key={name} className={styles.share}>
              <span>{nameOf(name)}</span>
              <span className="cl-tabular">{format.number(percentage)} %</span>
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
                <rect className={styles.track} width="100" height="6" rx="3" />
                <rect className={styles.fill} width={Math.min(100, percentage)} height="6" rx="3" />
              </svg>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
