import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockProblem } from '@chatloom/contract';
import { call } from '../../api/call';
import { ApiError } from '../../api/errors';
import { botQuery } from '../../api/queries';
import type { Block } from '../../blocks/blockModel';
import { BlocksEditor } from '../../blocks/BlocksEditor';
import { useSampleSituation } from '../../blocks/useSampleSituation';
import { Button } from '../../ui/Button';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { FormError } from '../../ui/FormError';
import { Skeleton } from '../../ui/Skeleton';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { useSayRefusal } from '../campaigns/ProblemLines';
import { topicKeys, type Topic } from './topicQueries';
import styles from '../series/series.module.css';

const BlocksPhone = lazy(() => import('../../blocks/BlocksPhone'));

/** Writes something for the subscribers, and sends it now or at a time. */
export function PublishForm({ botId, topic }: { botId: string; topic: Topic }) {
  const { t } = useTranslation(['series', 'common']);
  const client = useQueryClient();
  const sayRefusal = useSayRefusal();
  const bot = useQuery(botQuery(botId)).data;
  const mainLanguage = bot?.language ?? 'en';
  const timeZone = bot?.timeZone ?? 'UTC';
  const [language, setLanguage] = useState(mainLanguage);
  const [blocks, setBlocks] = useState<Block[]>([]);
  const [at, setAt] = useState('');
  const [problems, setProblems] = useState<BlockProblem[]>([]);
  const [error, setError] = useState<string>();
  const [asking, setAsking] = useState(false);
  /** A time that was over when it was asked for. */
  const [tried, setTried] = useState<string>();
  const isPast = tried !== undefined && tried === at;
  const situation = useSampleSituation(botId, mainLanguage, language);
  /** What the clock of the bot means by it. The arithmetic of zones comes when it is needed. */
  const momentOf = async (local: string): Promise<number> => {
    const { localTimeToInstant } = await import('@chatloom/engine');
    return localTimeToInstant(local.slice(0, 10), local.slice(11, 16), timeZone) ?? Number.NaN;
  };
  const publish = async () => {
    setError(undefined);
    setProblems([]);
    try {
      await call('POST /bots/:botId/topics/:topicId/issues', { params: { botId, topicId: topic.id }, body: { blocks, ...(at === '' ? {} : { at: new Date(await momentOf(at)).toISOString() }) } });
      toast(t(at === '' ? 'publish.sent' : 'publish.planned'));
      setBlocks([]);
      setAt('');
      await client.invalidateQueries({ queryKey: topicKeys.all(botId) });
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'blocked') {
        setProblems(failure.details.map(({ path, code, message, params }) => ({ path: path.slice(path[0] === 'blocks' ? 1 : 0), code, message, severity: 'blocking', ...(params && { params }) })));
      }
      setError(sayRefusal(failure));
    }
  };
  const ask = async () => {
    const isOver = at !== '' && !((await momentOf(at)) >= Date.now());
    setTried(isOver ? at : undefined);
    setAsking(!isOver);
  };
  return (
    <div className={styles.columns}>
      <BlocksEditor botId={botId} blocks={blocks} problems={problems} mainLanguage={mainLanguage} language={language} onLanguage={setLanguage} onChange={(next) => setBlocks(next)} />
      {blocks.length > 0 && (
        <div className={styles.phone}>
          <Suspense fallback={<Skeleton height={360} radius={24} />}>
            <BlocksPhone blocks={blocks} situation={situation} title={situation.bot.name} />
          </Suspense>
        </div>
      )}
      <div className={styles.line}>
        <TextInput type="datetime-local" label={t('publish.at')} description={t('publish.atHelp', { zone: timeZone.replaceAll('_', ' ') })} error={isPast ? t('publish.past') : undefined} value={at} onChange={(event) => setAt(event.currentTarget.value)} />
        <Button disabled={blocks.length === 0} onClick={() => void ask()}>
          {t(at === '' ? 'publish.now' : 'publish.later')}
        </Button>
      </div>
      {error && <FormError>{error}</FormError>}
      <ConfirmWithNumber
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('publish.confirm')}
        sentence={t('publish.confirmText', { count: topic.subscribers })}
        verb={t(at === '' ? 'publish.now' : 'publish.later')}
        onConfirm={publish}
      />
    </div>
  );
}
