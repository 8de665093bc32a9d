import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../../api/queries';
import { useContactNames } from '../../blocks/useContactNames';
import { Card } from '../../ui/Card';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import type { CampaignDesign, CampaignProblem } from './campaignQueries';
import { CheckLine } from './CheckLine';
import { sentByLine } from './designModel';
import { NumberField } from './NumberField';
import { ProblemLines } from './ProblemLines';
import { StepSelect } from './StepSelect';
import { TagField } from './TagField';
import type { ChangeDesign } from './WhoSection';
import styles from './campaigns.module.css';

/** What keeps people from being bothered and mistakes from becoming large, and what counts as success. */
export function CareSection({ botId, design, problems, onChange }: { botId: string; design: CampaignDesign; problems: readonly CampaignProblem[]; onChange: ChangeDesign }) {
  const { t } = useTranslation('campaigns');
  const flows = useQuery(flowsQuery(botId)).data?.items ?? [];
  const { tags } = useContactNames(botId);
  const { quietHours, cap, stages, brake, conversion, to } = design;
  const set = (part: Partial<CampaignDesign>, merging?: string) => onChange((before) => ({ ...before, ...part }), merging);
  return (
    <Card title={t('care.title')}>
      <div className={styles.fields}>
        <CheckLine label={t('care.transactional')} help={t('care.transactionalHelp')} checked={design.kind === 'transactional'} onChange={(on) => set({ kind: on ? 'transactional' : 'marketing' })} />
        {sentByLine(to) ? (
          <p className={styles.help}>{t('care.byLine')}</p>
        ) : (
          <>
            <CheckLine label={t('care.stages')} help={t('care.stagesHelp')} checked={stages !== null} onChange={(on) => set({ stages: on ? { firstPercent: 1 } : null })}>
              {stages && <NumberField label={t('care.firstPercent')} className={styles.number} suffix="%" value={stages.firstPercent} min={1} max={99} onChange={(firstPercent) => set({ stages: { firstPercent } })} />}
            </CheckLine>
            <CheckLine
              label={t('care.brake')}
              help={t('care.brakeHelp')}
              checked={brake.unfollowPercent !== null || brake.errorPercent !== null}
              onChange={(on) => set({ brake: on ? { unfollowPercent: 3, errorPercent: 10 } : { unfollowPercent: null, errorPercent: null } })}
            >
              <div className={styles.row}>
                <NumberField optional label={t('care.unfollows')} className={styles.number} suffix="%" value={brake.unfollowPercent} min={1} max={100} onChange={(unfollowPercent) => set({ brake: { ...brake, unfollowPercent } })} />
                <NumberField optional label={t('care.errors')} className={styles.number} suffix="%" value={brake.errorPercent} min={1} max={100} onChange={(errorPercent) => set({ brake: { ...brake, errorPercent } })} />
              </div>
            </CheckLine>
            <CheckLine label={t('care.quiet')} help={t('care.quietHelp')} checked={quietHours !== null} onChange={(on) => set({ quietHours: on ? { from: '21:00', until: '09:00' } : null })}>
              {quietHours && (
                <div className={styles.row}>
                  <TextInput type="time" className={styles.narrow} label={t('care.quietFrom')} value={quietHours.from} onChange={(event) => event.currentTarget.value !== '' && set({ quietHours: { ...quietHours, from: event.currentTarget.value.slice(0, 5) } })} />
                  <TextInput type="time" className={styles.narrow} label={t('care.quietUntil')} value={quietHours.until} onChange={(event) => event.currentTarget.value !== '' && set({ quietHours: { ...quietHours, until: event.currentTarget.value.slice(0, 5) } })} />
                </div>
              )}
            </CheckLine>
            <CheckLine label={t('care.cap')} help={t('care.capHelp')} checked={cap !== null} onChange={(on) => set({ cap: on ? { perDay: 1, perWeek: 3 } : null })}>
              {cap && (
                <div className={styles.row}>
                  <NumberField optional label={t('care.perDay')} className={styles.number} value={cap.perDay} min={1} max={50} onChange={(perDay) => set({ cap: { ...cap, perDay } })} />
                  <NumberField optional label={t('care.perWeek')} className={styles.number} value={cap.perWeek} min={1} max={100} onChange={(perWeek) => set({ cap: { ...cap, perWeek } })} />
                </div>
              )}
            </CheckLine>
          </>
        )}
        <CheckLine label={t('care.conversion')} help={t('care.conversionHelp')} checked={conversion !== null} onChange={(on) => set({ conversion: on ? { type: 'tag', tag: tags[0] ?? t('care.newTag'), withinDays: 7 } : null })}>
          {conversion && (
            <div className={styles.row}>
              <NativeSelect
                label={t('care.success')}
                value={conversion.type}
                data={[
                  { value: 'tag', label: t('care.getsTag') },
                  { value: 'node', label: t('care.reachesStep') },
                ]}
                onChange={(event) => {
                  const flow = flows[0];
                  if (event.currentTarget.value === 'tag') set({ conversion: { type: 'tag', tag: tags[0] ?? t('care.newTag'), withinDays: conversion.withinDays } });
                  else if (flow) set({ conversion: { type: 'node', flowId: flow.id, nodeId: '', withinDays: conversion.withinDays } });
                }}
              />
              {conversion.type === 'tag' ? (
                <TagField label={t('care.tag')} tags={tags} value={conversion.tag} onChange={(tag) => set({ conversion: { ...conversion, tag } }, 'conversion.tag')} />
              ) : (
                <>
                  <NativeSelect label={t('care.flow')} value={conversion.flowId} data={flows.map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => set({ conversion: { ...conversion, flowId: event.currentTarget.value, nodeId: '' } })} />
                  <StepSelect botId={botId} flowId={conversion.flowId} nodeId={conversion.nodeId} onChange={(nodeId) => set({ conversion: { ...conversion, nodeId } })} />
                </>
              )}
              <NumberField label={t('care.withinDays')} className={styles.number} value={conversion.withinDays} min={1} max={90} onChange={(withinDays) => set({ conversion: { ...conversion, withinDays } })} />
            </div>
          )}
        </CheckLine>
        <ProblemLines problems={problems} />
      </div>
    </Card>
  );
}
