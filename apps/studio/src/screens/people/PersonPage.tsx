import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contactQuery } from '../../api/queries';
import { whileFine } from '../../api/whileFine';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { PersonMenu } from '../richMenus/PersonMenu';
import { ConsentCard } from './ConsentCard';
import { Conversation } from './Conversation';
import { FieldsCard } from './FieldsCard';
import { PersonalData } from './PersonalData';
import { PersonFacts } from './PersonFacts';
import { PersonSegments } from './PersonSegments';
import { PersonTags } from './PersonTags';
import { StandsCard } from './StandsCard';
import connect from '../channels/ConnectPage.module.css';
import styles from './PersonPage.module.css';

const route = getRouteApi('/b/$botId/people/$contactId');
/** A flow may write a field or a tag while somebody looks. */
const LOOK_AGAIN_MS = 5_000;

/** One person: what was said, who they are, where they stand, and everything that can be changed about them. */
export default function PersonPage() {
  const { t, i18n } = useTranslation(['people', 'contacts', 'richMenus']);
  const { botId, contactId } = route.useParams();
  const format = useFormat();
  const person = useQuery({ ...contactQuery(botId, contactId), refetchInterval: whileFine(LOOK_AGAIN_MS) });

  if (person.error) return <ErrorState heading error={person.error} onRetry={() => void person.refetch()} />;
  if (!person.data)
    return (
      <>
        <PageHead title={t('title')} />
        <SkeletonList count={3} height={140} />
      </>
    );
  const { displayName, language, createdAt, lastSeenAt, lineUserId, isFriend, conversationId, source } = person.data;
  const name = displayName ?? t('unnamed');
  const languageName = language ? (new Intl.DisplayNames(i18n.language, { type: 'language' }).of(language) ?? language) : t('profile.unknown');

  return (
    <>
      <Link to="/b/$botId/people" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={name} actions={!isFriend && (conversationId ? <StateBadge tone="warn">{t('blocked')}</StateBadge> : <StateBadge>{t('metInGroup')}</StateBadge>)} />
      <div className={styles.grid}>
        <div className={styles.main}>
          <Card title={t('history.title')}>{conversationId ? <Conversation botId={botId} contactId={contactId} conversationId={conversationId} /> : <p>{t('history.noConversation')}</p>}</Card>
          <PersonFacts botId={botId} contactId={contactId} />
        </div>
        <div className={styles.side}>
          <Card title={t('profile.title')}>
            <dl className={styles.facts}>
              <dt>{t('profile.language')}</dt>
              <dd>{languageName}</dd>
              <dt>{t('profile.since')}</dt>
              <dd>{format.date(createdAt)}</dd>
              <dt>{t('contacts:profile.lastActive')}</dt>
              <dd>{lastSeenAt ? format.ago(lastSeenAt) : t('neverSeen')}</dd>
              {source && (
                <>
                  <dt>{t('contacts:profile.source')}</dt>
                  <dd>{source.name}</dd>
                </>
              )}
              <dt>{t('contacts:profile.lineUserId')}</dt>
              <dd>{lineUserId}</dd>
            </dl>
          </Card>
          <Card title={t('profile.tags')}>
            <PersonTags botId={botId} person={person.data} />
          </Card>
          <Card title={t('profile.stands')}>
            <StandsCard botId={botId} person={person.data} name={name} />
          </Card>
          <Card title={t('profile.fields')}>
            <FieldsCard botId={botId} person={person.data} />
          </Card>
          <Card title={t('contacts:consent.title')}>
            <ConsentCard key={person.data.consent.at} botId={botId} contactId={contactId} consent={person.data.consent} />
          </Card>
          <Card title={t('contacts:segments.title')}>
            <PersonSegments botId={botId} contactId={contactId} name={name} />
          </Card>
          <Card title={t('richMenus:person.card')}>
            <PersonMenu botId={botId} contactId={contactId} />
          </Card>
          <Card title={t('contacts:data.title')}>
            <PersonalData botId={botId} contactId={contactId} name={name} />
          </Card>
        </div>
      </div>
    </>
  );
}
