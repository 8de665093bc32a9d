import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { botsQuery } from '../../api/queries';
import type { Block } from '../../blocks/blockModel';
import { BlocksEditor } from '../../blocks/BlocksEditor';
import { Button } from '../../ui/Button';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { FormError } from '../../ui/FormError';
import { NativeSelect } from '../../ui/NativeSelect';
import { Switch } from '../../ui/Switch';
import { TextInput } from '../../ui/TextInput';
import { Textarea } from '../../ui/Textarea';
import { toast } from '../../ui/toast';
import { useBotTime } from '../campaigns/useBotTime';
import { topicKeys, type Topic } from './topicQueries';
import styles from '../series/series.module.css';

const route = getRouteApi('/b/$botId/campaigns/topics/$topicId');
const INTERVALS = [15, 60, 360, 1_440] as const;
type Tried = RouteOutput<'POST /bots/:botId/feed-check'>;

/** Name, words, the feed it reads, and how its items look. */
export function TopicForm({ botId, topic }: { botId: string; topic: Topic }) {
  const { t } = useTranslation(['series', 'common']);
  const botTime = useBotTime(botId);
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const mainLanguage = useQuery(botsQuery()).data?.items.find(({ id }) => id === botId)?.language ?? 'en';
  const [language, setLanguage] = useState(mainLanguage);
  const [name, setName] = useState(topic.name);
  const [description, setDescription] = useState(topic.description);
  const [template, setTemplate] = useState<Block[]>(topic.template as Block[]);
  const [url, setUrl] = useState(topic.feed?.url ?? '');
  const [everyMinutes, setEvery] = useState(topic.feed?.everyMinutes ?? 60);
  const [maxItems, setMaxItems] = useState(topic.feed?.maxItems ?? 1);
  const [isOn, setOn] = useState(topic.feed?.isOn ?? true);
  const [wrongUrl, setWrongUrl] = useState<string>();
  const [tried, setTried] = useState<Tried>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState<'save' | 'try'>();
  const [removing, setRemoving] = useState(false);
  const { reading } = topic;
  /** What is no address at all is said beside the field, before anything is asked of the server. */
  const refuseUrl = (): boolean => {
    const given = url.trim();
    const isWrong = given !== '' && !(/^https?:\/\//i.test(given) && URL.canParse(given));
    setWrongUrl(isWrong ? given : undefined);
    return isWrong;
  };
  const save = async () => {
    if (refuseUrl()) return;
    setBusy('save');
    setError(undefined);
    try {
      const feed = url.trim() === '' ? null : { url: url.trim(), everyMinutes, maxItems, isOn };
      await call('PUT /bots/:botId/topics/:topicId', { params: { botId, topicId: topic.id }, body: { baseRevision: topic.revision, name, description, template, feed } });
      toast(t('topics.saved'));
      await client.invalidateQueries({ queryKey: topicKeys.all(botId) });
    } catch (failure) {
      setError(errorLine(failure, t as never));
    }
    setBusy(undefined);
  };
  const tryFeed = async () => {
    if (refuseUrl()) return;
    setBusy('try');
    setError(undefined);
    try {
      setTried(await call('POST /bots/:botId/feed-check', { params: { botId }, body: { url: url.trim() } }));
    } catch (failure) {
      setError(errorLine(failure, t as never));
    }
    setBusy(undefined);
  };
  const remove = async () => {
    try {
      await call('DELETE /bots/:botId/topics/:topicId', { params: { botId, topicId: topic.id } });
      await navigate({ to: '/b/$botId/campaigns/topics', params: { botId } });
      await client.invalidateQueries({ queryKey: topicKeys.all(botId) });
    } catch (failure) {
      setError(errorLine(failure, t as never));
    }
  };
  return (
    <form
      className={styles.columns}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={styles.form}>
        <TextInput label={t('topics.name')} value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
        <Textarea label={t('topics.description')} value={description} maxLength={500} autosize minRows={2} onChange={(event) => setDescription(event.currentTarget.value)} />
        <div className={styles.line}>
          <TextInput
            type="url"
            label={t('feed.url')}
            description={t('feed.urlHelp')}
            placeholder="https://"
            value={url}
            error={wrongUrl === url.trim() && url.trim() !== '' ? t('feed.urlWrong') : tried?.error ? t(`feedErrors.${tried.error.code}`) : undefined}
            onChange={(event) => {
              setUrl(event.currentTarget.value);
              setTried(undefined);
            }}
          />
          <Button variant="default" loading={busy === 'try'} disabled={url.trim() === ''} onClick={() => void tryFeed()}>
            {t('feed.try')}
          </Button>
        </div>
        {tried && tried.items.length > 0 && (
          <div role="status">
            {t('feed.found', { count: tried.items.length })}
            <ul className={styles.items}>
              {tried.items.map((item) => (
                <li key={item.key}>{item.title}</li>
              ))}
            </ul>
          </div>
        )}
        {url.trim() !== '' && (
          <>
            <div className={styles.line}>
              <NativeSelect
                label={t('feed.every')}
                value={String(everyMinutes)}
                data={[...new Set([...INTERVALS, everyMinutes])].sort((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: minutes < 60 ? t('feed.minutes', { count: minutes }) : t('feed.hours', { count: minutes / 60 }) }))}
                onChange={(event) => setEvery(Number(event.currentTarget.value))}
              />
              <NativeSelect label={t('feed.maxItems')} value={String(maxItems)} data={['1', '2', '3', '4', '5']} onChange={(event) => setMaxItems(Number(event.currentTarget.value))} />
            </div>
            <Switch label={t('feed.isOn')} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
            {reading && (
              <p className={styles.note}>
                {reading.error ? t(`feedErrors.${reading.error.code}`) : reading.lastAt ? t('feed.lastRead', { at: botTime(reading.lastAt) }) : t('feed.notRead')}
                {reading.nextAt ? ` ${t('feed.nextRead', { at: botTime(reading.nextAt) })}` : ''}
              </p>
            )}
          </>
        )}
      </div>
      <section aria-label={t('template.title')}>
        <h3>{t('template.title')}</h3>
        <p>{t('template.help', { open: '{{', close: '}}' })}</p>
        <BlocksEditor botId={botId} blocks={template} problems={template.length > 0 ? topic.problems : []} mainLanguage={mainLanguage} language={language} onLanguage={setLanguage} onChange={(next) => setTemplate(next)} />
      </section>
      {error && <FormError>{error}</FormError>}
      <div className={styles.line}>
        <Button type="submit" loading={busy === 'save'}>
          {t('topics.save')}
        </Button>
        <Button variant="default" onClick={() => setRemoving(true)}>
          {t('topics.delete')}
        </Button>
      </div>
      <ConfirmWithNumber opened={removing} onClose={() => setRemoving(false)} danger title={t('topics.delete')} sentence={t('topics.deleteText', { count: topic.subscribers })} verb={t('topics.delete')} onConfirm={remove} />
    </form>
  );
}
