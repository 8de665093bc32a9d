import { IconMessage2, IconPlus, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../../api/queries';
import { BlocksEditor } from '../../blocks/BlocksEditor';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ChoiceCards } from '../../ui/ChoiceCards';
import { NativeSelect } from '../../ui/NativeSelect';
import type { CampaignDesign, CampaignDetail, CampaignProblem } from './campaignQueries';
import { CheckLine } from './CheckLine';
import { addVariant, problemsBelow, removeVariant, VARIANT_IDS, withVariant, type VariantId } from './designModel';
import { NumberField } from './NumberField';
import { ProblemLines } from './ProblemLines';
import { TrackingFields } from './TrackingFields';
import type { ChangeDesign } from './WhoSection';
import styles from './campaigns.module.css';

interface Props {
  botId: string;
  design: CampaignDesign;
  links: CampaignDetail['links'];
  problems: readonly CampaignProblem[];
  /** The bot's own language: plain texts are written in it unless the campaign says otherwise. */
  botLanguage: string;
  language: string;
  onLanguage(language: string): void;
  variant: VariantId;
  onVariant(id: VariantId): void;
  onChange: ChangeDesign;
}

const MINUTES_OF_HOUR = 60;

/** What they get: messages in one or several versions, or a flow. */
export function WhatSection({ botId, design, links, problems, botLanguage, language, onLanguage, variant, onVariant, onChange }: Props) {
  const { t } = useTranslation('campaigns');
  const flows = useQuery(flowsQuery(botId)).data?.items ?? [];
  const { what, trial } = design;
  const chosen = what.type === 'messages' ? (what.variants.find(({ id }) => id === variant) ?? what.variants[0]!) : undefined;
  const place = what.type === 'messages' ? what.variants.indexOf(chosen!) : 0;
  const ofBlocks = problemsBelow(problems, 'what', 'variants', place, 'blocks');
  const others = problems.filter(({ path }) => !(path[0] === 'what' && path[1] === 'variants' && path[3] === 'blocks' && path.length > 4));
  return (
    <Card title={t('what.title')}>
      <div className={styles.fields}>
        <ChoiceCards
          label={t('what.title')}
          value={what.type}
          choices={[
            { value: 'messages', title: t('what.messages.title'), help: t('what.messages.help'), icon: <IconMessage2 size={20} /> },
            { value: 'flow', title: t('what.flow.title'), help: t('what.flow.help'), icon: <IconRoute size={20} /> },
          ]}
          onChange={(type) =>
            onChange((before) => ({
              ...before,
              trial: null,
              what: type === 'flow' ? { type: 'flow', flowId: null } : { type: 'messages', variants: [{ id: 'A', blocks: [], weight: 1 }], silent: false },
            }))
          }
        />
        {what.type === 'flow' && (
          <NativeSelect
            className={styles.half}
            label={t('what.flow.choose')}
            description={t('what.flow.cost')}
            value={what.flowId ?? ''}
            data={[{ value: '', label: t('what.flow.none') }, ...flows.filter(({ publishedVersion }) => publishedVersion !== null).map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(event) => ((flowId) => onChange((before) => ({ ...before, what: { type: 'flow', flowId } })))(event.currentTarget.value || null)}
          />
        )}
        {what.type === 'messages' && chosen && (
          <>
            <div className={styles.tabs} role="group" aria-label={t('what.variants')}>
              {what.variants.length > 1 &&
                what.variants.map(({ id }) => (
                  <button key={id} type="button" className={styles.tab} aria-pressed={id === chosen.id} onClick={() => onVariant(id)}>
                    {t('what.variant', { letter: id })}
                  </button>
                ))}
              {what.variants.length < VARIANT_IDS.length && (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconPlus size={16} aria-hidden />}
                  onClick={() => {
                    const next = addVariant(design);
                    onChange(() => next);
                    if (next.what.type === 'messages') onVariant(next.what.variants.at(-1)!.id);
                  }}
                >
                  {t(what.variants.length === 1 ? 'what.tryAnother' : 'what.addVariant')}
                </Button>
              )}
              {what.variants.length > 1 && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  onClick={() => {
                    onChange((before) => removeVariant(before, chosen.id));
                    onVariant(what.variants.find(({ id }) => id !== chosen.id)!.id);
                  }}
                >
                  {t('what.removeVariant', { letter: chosen.id })}
                </Button>
              )}
            </div>
            <BlocksEditor
              key={chosen.id}
              botId={botId}
              blocks={chosen.blocks}
              problems={ofBlocks}
              mainLanguage={what.language ?? botLanguage}
              language={language}
              onLanguage={onLanguage}
              onChange={(blocks, merging) => onChange((before) => withVariant(before, chosen.id, (old) => ({ ...old, blocks })), merging)}
            />
            {what.variants.length > 1 && trial && (
              <fieldset className={styles.group}>
                <legend>{t('trial.title')}</legend>
                <p className={styles.help}>{t(trial.percent === 100 ? 'trial.allHelp' : 'trial.help', { percent: trial.percent })}</p>
                <div className={styles.row}>
                  <NumberField label={t('trial.percent')} className={styles.number} suffix="%" value={trial.percent} min={1} max={100} onChange={(percent) => onChange((before) => ({ ...before, trial: { ...trial, percent } }))} />
                  <NativeSelect
                    label={t('trial.winner')}
                    value={trial.winnerBy}
                    data={(['click', 'reply', 'byHand'] as const).map((value) => ({ value, label: t(`trial.by.${value}`) }))}
                    onChange={(event) => ((winnerBy) => onChange((before) => ({ ...before, trial: { ...trial, winnerBy } })))(event.currentTarget.value as 'click' | 'reply' | 'byHand')}
                  />
                  {trial.winnerBy !== 'byHand' && (
                    <NativeSelect
                      label={t('trial.after')}
                      value={String(trial.afterMinutes)}
                      data={waits(trial.afterMinutes).map((minutes) => ({ value: String(minutes), label: minutes < MINUTES_OF_HOUR || minutes % MINUTES_OF_HOUR !== 0 ? t('trial.minutes', { count: minutes }) : t('trial.hours', { count: minutes / MINUTES_OF_HOUR }) }))}
                      onChange={(event) => ((afterMinutes) => onChange((before) => ({ ...before, trial: { ...trial, afterMinutes } })))(Number(event.currentTarget.value))}
                    />
                  )}
                </div>
                <details className={styles.more}>
                  <summary>{t('trial.weights')}</summary>
                  <div className={styles.row}>
                    {what.variants.map(({ id, weight }) => (
                      <NumberField key={id} label={t('what.variant', { letter: id })} className={styles.number} value={weight} min={1} max={100} onChange={(next) => onChange((before) => withVariant(before, id, (old) => ({ ...old, weight: next })))} />
                    ))}
                  </div>
                </details>
              </fieldset>
            )}
            <TrackingFields tracking={design.tracking} links={links} onChange={(tracking) => onChange((before) => ({ ...before, tracking }))} />
            <CheckLine label={t('what.silent')} help={t('what.silentHelp')} checked={what.silent} onChange={(silent) => onChange((before) => ({ ...before, what: { ...what, silent } }))} />
          </>
        )}
        <ProblemLines problems={others} />
      </div>
    </Card>
  );
}

/** Waits that are offered, and the one chosen elsewhere. */
function waits(chosen: number): number[] {
  return [...new Set([30, 60, 120, 240, 480, 720, 1440, 2880, chosen])].sort((a, b) => a - b);
}
