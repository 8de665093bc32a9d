import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../ui/NativeSelect';
import { LiveCount } from '../segments/LiveCount';
import { SegmentBuilder } from '../segments/SegmentBuilder';
import { isFinished, toSegment, toTree, type SegmentTree } from '../segments/segmentDraft';
import { segmentsQuery } from '../segments/segmentQueries';
import { useLiveCount } from '../segments/useLiveCount';
import type { CampaignDesign } from './campaignQueries';
import styles from './campaigns.module.css';

type Choice = Extract<CampaignDesign['to'], { type: 'segment' }>['segment'];
const ALL = 'all';
const OWN = 'own';
const EVERYBODY = { type: 'group' as const, match: 'all' as const, items: [] };

/** A saved segment, all people we know of, or rules put together here. Rules that are not finished yet are not saved. */
export default function SegmentFields({ botId, segment, onChange }: { botId: string; segment: Choice; onChange(segment: Choice): void }) {
  const { t } = useTranslation('campaigns');
  const saved = useQuery(segmentsQuery(botId)).data?.items ?? [];
  const definition = segment !== null && 'definition' in segment ? segment.definition : undefined;
  const [tree, setTree] = useState<SegmentTree | null>(() => (definition && definition.items.length > 0 ? toTree(definition) : null));
  const chosen = tree ? OWN : definition ? ALL : segment !== null && 'segmentId' in segment ? segment.segmentId : '';
  const shown = tree ? (isFinished(tree) ? toSegment(tree) : null) : (definition ?? saved.find(({ id }) => id === chosen)?.definition);
  const live = useLiveCount(botId, shown ?? null);
  const choose = (value: string) => {
    setTree(value === OWN ? toTree(EVERYBODY) : null);
    onChange(value === '' ? null : value === ALL ? { definition: EVERYBODY } : value === OWN ? null : { segmentId: value });
  };
  return (
    <div className={styles.fields}>
      <NativeSelect
        className={styles.half}
        label={t('who.segment.choose')}
        value={chosen}
        data={[
          { value: '', label: t('who.segment.none') },
          { value: ALL, label: t('who.segment.all') },
          { value: OWN, label: t('who.segment.own') },
          ...saved.map(({ id, name }) => ({ value: id, label: name })),
          ...(segment !== null && 'segmentId' in segment && !saved.some(({ id }) => id === chosen) ? [{ value: chosen, label: t('who.segment.gone') }] : []),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {tree && (
        <SegmentBuilder
          botId={botId}
          tree={tree}
          problems={live.problems}
          onChange={(next) => {
            setTree(next);
            if (isFinished(next)) onChange(next.parts.length === 0 ? null : { definition: toSegment(next) });
          }}
        />
      )}
      {shown !== undefined && (!tree || tree.parts.length > 0) && <LiveCount live={live} />}
    </div>
  );
}
