import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat';
import { segmentChoiceCountQuery } from '../../../screens/segments/segmentQueries';
import styles from '../form.module.css';

/** Under the choice of a segment: how many people are in it at this moment, so that nobody starts a flow for thousands unawares. */
export default function SegmentNow({ botId, segmentId }: { botId: string; segmentId: string }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const { data } = useQuery(segmentChoiceCountQuery(botId, segmentId));
  const words = () => {
    if (!data) return t('count.counting');
    if (data.count === null) return t('count.blocked');
    return t(data.isEstimate ? 'count.aboutInItNow' : 'count.inItNow', { count: data.count, number: format.number(data.count) });
  };
  return (
    <p className={styles.help} role="status">
      {data?.count === null ? (
        // It names something that is gone: mended there, it works here again.
        <Link to="/b/$botId/people/segments/$segmentId" params={{ botId, segmentId }}>
          {words()}
        </Link>
      ) : (
        words()
      )}
    </p>
  );
}
