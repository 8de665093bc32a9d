import type { SegmentFieldTest, SegmentRule } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { ChipsInput } from '../../ui/ChipsInput';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { FieldTestControls, testsOf } from './FieldTestControls';
import { newFieldTest } from './segmentDraft';
import { TimeControls } from './TimeControls';
import { useFlowSteps } from './useFlowSteps';
import type { Choice, RuleNames } from './useRuleNames';
import styles from './SegmentBuilder.module.css';

interface ControlsProps<R> {
  botId: string;
  rule: R;
  names: RuleNames;
  onChange: (rule: SegmentRule) => void;
}
type Of<T extends SegmentRule['type']> = Extract<SegmentRule, { type: T }>;

/** The controls behind the verb of a rule, by its type. */
export function RuleControls({ botId, rule, names, onChange }: ControlsProps<SegmentRule>) {
  const { t } = useTranslation('segments');
  switch (rule.type) {
    case 'tag':
      return (
        <>
          {rule.tags.length > 1 && (
            <NativeSelect
              aria-label={t('controls.match')}
              value={rule.match}
              data={[
                { value: 'any', label: t('controls.anyOf') },
                { value: 'all', label: t('controls.allOf') },
              ]}
              onChange={(event) => onChange({ ...rule, match: event.currentTarget.value as 'any' | 'all' })}
            />
          )}
          <div className={styles.wide}>
            <ChipsInput label={t('controls.tags')} placeholder={t('controls.addTag')} free maxLength={64} values={rule.tags} options={names.tags} onChange={(tags) => onChange({ ...rule, tags })} />
          </div>
        </>
      );
    case 'field':
      return <FieldControls rule={rule} names={names} onChange={onChange} botId={botId} />;
    case 'source':
      return (
        <div className={styles.wide}>
          <ChipsInput label={t('types.source')} values={rule.sourceIds} options={withGone(names.sources, rule.sourceIds, t('gone'))} onChange={(sourceIds) => onChange({ ...rule, sourceIds })} />
        </div>
      );
    case 'language':
      return (
        <div className={styles.wide}>
          <ChipsInput
            label={t('types.language')}
            values={rule.languages}
            options={[...names.languages, ...rule.languages.filter((value) => !names.languages.some((known) => known.value === value)).map((value) => ({ value, label: names.languageName(value) }))]}
            onChange={(languages) => onChange({ ...rule, languages })}
          />
        </div>
      );
    case 'channel':
      return (
        <div className={styles.wide}>
          <ChipsInput label={t('types.channel')} values={rule.channelIds} options={withGone(names.channels, rule.channelIds, t('gone'))} onChange={(channelIds) => onChange({ ...rule, channelIds })} />
        </div>
      );
    case 'friend':
      return null;
    case 'consent':
      return (
        <NativeSelect
          aria-label={t('types.consent')}
          value={rule.is}
          data={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`consent.${value}`) }))}
          onChange={(event) => onChange({ ...rule, is: event.currentTarget.value as 'yes' | 'no' | 'unknown' })}
        />
      );
    case 'added':
    case 'lastActive':
      return <TimeControls when={rule.when} onChange={(when) => onChange({ ...rule, when })} />;
    case 'flowReached':
    case 'flowFinished':
    case 'flowDropped':
    case 'flowWaiting':
      return <FlowControls rule={rule} names={names} onChange={onChange} botId={botId} />;
    case 'fact':
      return <FactControls rule={rule} names={names} onChange={onChange} botId={botId} />;
  }
}

function FieldControls({ rule, names, onChange }: ControlsProps<Of<'field'>>) {
  const { t } = useTranslation('segments');
  const field = names.fields.find(({ key }) => key === rule.field);
  const options = names.fields.map(({ key, label }) => ({ value: key, label }));
  const ops = field ? testsOf(field.type) : [rule.test.op];
  return (
    <>
      <NativeSelect
        aria-label={t('controls.field')}
        value={rule.field}
        data={[{ value: '', label: t('controls.chooseField') }, ...withGone(options, rule.field === '' ? [] : [rule.field], t('gone'))]}
        onChange={(event) => {
          const chosen = names.fields.find(({ key }) => key === event.currentTarget.value);
          const fits = chosen && (testsOf(chosen.type) as readonly string[]).includes(rule.test.op);
          onChange({ ...rule, field: event.currentTarget.value, test: fits ? rule.test : { op: 'isSet' } });
        }}
      />
      {rule.field !== '' && (
        <>
          <NativeSelect
            aria-label={t('controls.test')}
            value={rule.test.op}
            data={(ops.some((op) => op === rule.test.op) ? [...ops] : [...ops, rule.test.op]).map((value) => ({ value, label: t(`tests.${value}`) }))}
            onChange={(event) => onChange({ ...rule, test: newFieldTest(event.currentTarget.value as SegmentFieldTest['op']) })}
          />
          <FieldTestControls test={rule.test} field={field} onChange={(test) => onChange({ ...rule, test })} />
        </>
      )}
    </>
  );
}

function FlowControls({ botId, rule, names, onChange }: ControlsProps<Of<'flowReached' | 'flowFinished' | 'flowDropped' | 'flowWaiting'>>) {
  const { t } = useTranslation('segments');
  const steps = useFlowSteps(botId, rule.flowId);
  const nodeId = rule.type === 'flowFinished' ? undefined : rule.nodeId;
  return (
    <>
      <NativeSelect
        aria-label={t('controls.flow')}
        value={rule.flowId}
        data={[{ value: '', label: t('controls.chooseFlow') }, ...withGone(names.flows, rule.flowId === '' ? [] : [rule.flowId], t('gone'))]}
        onChange={(event) => {
          const flowId = event.currentTarget.value;
          if (rule.type === 'flowFinished') onChange({ ...rule, flowId });
          else {
            const { nodeId: _, ...rest } = rule;
            onChange({ ...rest, flowId } as SegmentRule);
          }
        }}
      />
      {rule.type !== 'flowFinished' && rule.flowId !== '' && (
        <NativeSelect
          aria-label={t('controls.step')}
          value={nodeId ?? ''}
          data={[{ value: '', label: t('controls.anyStep') }, ...withGone(steps, nodeId === undefined ? [] : [nodeId], t('gone'))]}
          onChange={(event) => {
            const { nodeId: _, ...rest } = rule;
            onChange((event.currentTarget.value === '' ? rest : { ...rest, nodeId: event.currentTarget.value }) as SegmentRule);
          }}
        />
      )}
      {rule.type === 'flowDropped' && (
        <span className={styles.number}>
          <TextInput
            type="number"
            min={1}
            max={365}
            className={styles.narrow}
            aria-label={t('controls.silentDays')}
            value={Number.isNaN(rule.silentDays) ? '' : rule.silentDays}
            onChange={(event) => onChange({ ...rule, silentDays: event.currentTarget.valueAsNumber })}
          />
          <span>{t('controls.silentDaysAfter')}</span>
        </span>
      )}
      {(rule.type === 'flowReached' || rule.type === 'flowFinished') && <TimeControls when={rule.when} onChange={(when) => onChange({ ...rule, when })} />}
    </>
  );
}

function FactControls({ rule, names, onChange }: ControlsProps<Of<'fact'>>) {
  const { t } = useTranslation('segments');
  const fact = names.facts.find((known) => known.fact === rule.fact);
  const subjects = (fact?.subjects ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const options = (fact?.subjects.find(({ id }) => id === rule.subjectId)?.options ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <NativeSelect
        aria-label={t('controls.subject')}
        value={rule.subjectId ?? ''}
        data={[{ value: '', label: fact?.needsSubject ? t('controls.choose') : t('controls.anySubject') }, ...withGone(subjects, rule.subjectId ? [rule.subjectId] : [], t('gone'))]}
        onChange={(event) => {
          const { subjectId: _, optionId: __, ...rest } = rule;
          const chosen = event.currentTarget.value;
          onChange(chosen === '' && !fact?.needsSubject ? rest : { ...rest, subjectId: chosen });
        }}
      />
      {options.length > 0 && (
        <NativeSelect
          aria-label={t('controls.option')}
          value={rule.optionId ?? ''}
          data={[{ value: '', label: t('controls.anyOption') }, ...withGone(options, rule.optionId ? [rule.optionId] : [], t('gone'))]}
          onChange={(event) => {
            const { optionId: _, ...rest } = rule;
            onChange(event.currentTarget.value === '' ? rest : { ...rest, optionId: event.currentTarget.value });
          }}
        />
      )}
      {fact?.hasTime !== false && <TimeControls when={rule.when} onChange={(when) => onChange({ ...rule, when })} />}
    </>
  );
}

/** The options and, for what is chosen but not among them any more, a line that says so. */
const withGone = (options: readonly Choice[], chosen: readonly string[], gone: string): Choice[] => [
  ...options,
  ...chosen.filter((value) => !options.some((option) => option.value === value)).map((value) => ({ value, label: gone })),
];
