import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { botsQuery, botQuery, templatesQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { FlowPicture } from '../flows/FlowPicture';
import { pictureOfDocument } from './pictureOfDocument';
import { StartQuestions } from './StartQuestions';
import { wordsIn } from './templateWords';
import styles from './StartPage.module.css';

const route = getRouteApi('/start');
/** The choice without a template. */
const BLANK = 'blank';

/** "What should your bot do?": a template or a blank canvas, a few words of one's own, and on to the editor. */
export default function StartPage() {
  const { t, i18n } = useTranslation(['flows', 'common']);
  const { template: chosenId, bot: botId } = route.useSearch();
  const templates = useQuery(templatesQuery());
  const bots = useQuery(botsQuery()).data?.items ?? [];
  const bot = useQuery({ ...botQuery(botId ?? ''), enabled: botId !== undefined });
  const chosen = templates.data?.items.find(({ id }) => id === chosenId);
  const asking = chosenId === BLANK || chosen !== undefined;
  const leave = botId ? bots.find(({ id }) => id === botId) : bots[0];

  return (
    <main className={styles.page}>
      {leave && (
        <Link to="/b/$botId" params={{ botId: leave.id }} className={styles.back}>
          <IconArrowLeft size={18} aria-hidden /> {leave.name}
        </Link>
      )}
      <PageHead title={asking ? t('start.questions') : t('start.title')} text={asking ? undefined : t('start.text')} />
      {templates.error || bot.error ? (
        <ErrorState error={templates.error ?? bot.error} onRetry={() => void Promise.all([templates.refetch(), botId ? bot.refetch() : undefined])} />
      ) : !templates.data || (botId && !bot.data) ? (
        <SkeletonList count={4} height={260} grid />
      ) : asking ? (
        <StartQuestions key={chosenId} template={chosen} bot={bot.data} />
      ) : (
        <ul className={styles.grid}>
          {templates.data.items.map((template) => (
            <li key={template.id} className={styles.card}>
              <FlowPicture picture={pictureOfDocument(template.document)} />
              <div className={styles.words}>
                <h2>
                  <Link from="/start" to="/start" search={(previous) => ({ ...previous, template: template.id })} className={styles.link}>
                    {wordsIn(template.title, i18n.language, 'en')}
                  </Link>
                </h2>
                <p>{wordsIn(template.description, i18n.language, 'en')}</p>
              </div>
            </li>
          ))}
          <li className={styles.card}>
            <div className={styles.blank} aria-hidden>
              <IconPlus size={32} />
            </div>
            <div className={styles.words}>
              <h2>
                <Link from="/start" to="/start" search={(previous) => ({ ...previous, template: BLANK })} className={styles.link}>
                  {t('start.blank.title')}
                </Link>
              </h2>
              <p>{t('start.blank.text')}</p>
            </div>
          </li>
        </ul>
      )}
    </main>
  );
}
