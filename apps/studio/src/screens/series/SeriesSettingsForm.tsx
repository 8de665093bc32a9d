import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { randomId } from '../../editor/store/randomId';
import { Button } from '../../ui/Button';
import { ChipsInput } from '../../ui/ChipsInput';
import { NativeSelect } from '../../ui/NativeSelect';
import { Switch } from '../../ui/Switch';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { seriesKeys, type Series } from './seriesQueries';
import styles from './series.module.css';

const AGAIN = ['ignore', 'restart', 'leave'] as const;

/** How people enter the series again and leave it. An edit of the draft like any other: it holds once the series is published. */
export function SeriesSettingsForm({ botId, flowId, settings }: { botId: string; flowId: string; settings: Series['settings'] }) {
  const { t } = useTranslation(['series', 'common']);
  const client = useQueryClient();
  const [again, setAgain] = useState(settings.again);
  const [replied, setReplied] = useState(settings.exit.replied);
  const [tags, setTags] = useState<string[]>(settings.exit.tags);
  const [condition, setCondition] = useState(settings.exit.condition ?? '');
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const series = { again, exit: { replied, tags, ...(condition.trim() === '' ? {} : { condition: condition.trim() }) } };
      const { revision } = await call('GET /bots/:botId/flows/:flowId', { params: { botId, flowId } });
      await call('POST /bots/:botId/flows/:flowId/operations', { params: { botId, flowId }, body: { baseRevision: revision, clientId: randomId(), operations: [{ type: 'setSeries', series }] } });
      toast(t('settings.saved'));
      await client.invalidateQueries({ queryKey: seriesKeys.all(botId) });
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <NativeSelect label={t('settings.again')} value={again} data={AGAIN.map((value) => ({ value, label: t(`again.${value}`) }))} onChange={(event) => setAgain(event.currentTarget.value as typeof again)} />
      <Switch label={t('settings.replied')} checked={replied} onChange={(event) => setReplied(event.currentTarget.checked)} />
      <ChipsInput label={t('settings.tags')} showLabel description={t('settings.tagsHelp')} free maxLength={64} values={tags} options={[]} onChange={setTags} />
      <TextInput label={t('settings.condition')} description={t('settings.conditionHelp')} value={condition} maxLength={500} onChange={(event) => setCondition(event.currentTarget.value)} />
      <div>
        <Button type="submit" loading={busy}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  );
}
