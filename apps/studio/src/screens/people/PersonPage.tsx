import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contactQuery, flowsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { FieldValue } from './FieldValue';
import { PersonMenu } from '../richMenus/PersonMenu';
import { TurnList } from './TurnList';
import connect from '../channels/ConnectPage.module.css';
import styles from './PersonPage.module.css';

const route = getRouteApi('/b/$botId/people/$contactId');

/** One person: who they are, where they stand, and everything that happened with the reason why. */
export default function PersonPage() {
  const { t, i18n } = useTranslation(['people', 'richMenus']);
  const { botId, contactId } = route.useParams();
  const format = useFormat();
  const person = useQuery(contactQuery(botId, contactId));
  const flows = useQuery(flowsQuery(botId)).data?.items;

  if (person.error) return <ErrorState heading error={person.error} onRetry={() => void person.refetch()} />;
  if (!person.data)
    return (
      <>
        <PageHead title={t('title')} />
        <SkeletonList count={3} height={140} />
      </>
    );
  const { displayName, language, createdAt, tags, fields, session, isFriend, conversationId } = person.data;
  const languageName = language ? (new Intl.DisplayNames(i18n.language, { type: 'language' }).of(language) ?? language) : t('profile.unknown');
  const flow = session && (flows?.find(({ id }) => id === session.flowId)?.name ?? t('profile.removedFlow'));
  const stands = !session
    ? t('profile.standsNowhere')
    : session.waitingFor === 'answer'
      ? t('profile.waitsAnswer', { flow })
      : session.waitingFor === 'time'
        ? t('profile.waitsTime', { flow })
        : t('profile.inFlow', { flow });

  return (
    <>
      <Link to="/b/$botId/people" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={displayName ?? t('unnamed')} actions={!isFriend && (conversationId ? <StateBadge tone="warn">{t('blocked')}</StateBadge> : <StateBadge>{t('metInGroup')}</StateBadge>)} />
      <div className={styles.grid}>
        <Card title={t('history.title')}>{conversationId ? <TurnList botId={botId} conversationId={conversationId} /> : <p>{t('history.noConversation')}</p>}</Card>
        <div className={styles.side}>
          <Card title={t('profile.title')}>
            <dl className={styles.facts}>
              <dt>{t('profile.stands')}</dt>
              <dd>{stands}</dd>
              <dt>{t('profile.tags')}</dt>
              <dd>
                {tags.length === 0
                  ? t('profile.noTags')
                  : tags.map((tag) => (
                      <StateBadge key={tag} tone="info">
                        {tag}
                      </StateBadge>
                    ))}
              </dd>
              <dt>{t('profile.language')}</dt>
              <dd>{languageName}</dd>
              <dt>{t('profile.since')}</dt>
              <dd>{format.date(createdAt)}</dd>
            </dl>
          </Card>
          <Card title={t('richMenus:person.card')}>
            <PersonMenu botId={botId} contactId={contactId} />
          </Card>
          {Object.keys(fields).length > 0 && (
            <Card title={t('profile.fields')}>
              <dl className={styles.facts}>
                {Object.entries(fields).map(([name, value]) => (
                  <div key={name} className={styles.field}>
                    <dt>{name}</dt>
                    <dd><FieldValue botId={botId} value={value} /></dd>
                  </div>
                ))}
              </dl>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
