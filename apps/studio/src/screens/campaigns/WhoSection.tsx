import { IconBroadcast, IconFileSpreadsheet, IconTargetArrow, IconUser, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery } from '../../api/queries';
import { Card } from '../../ui/Card';
import { ChoiceCards } from '../../ui/ChoiceCards';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { AudienceFields } from './AudienceFields';
import type { CampaignDesign, CampaignProblem } from './campaignQueries';
import { sentByLine } from './designModel';
import { ListFields } from './ListFields';
import { PeoplePicker } from './PeoplePicker';
import { ProblemLines } from './ProblemLines';
import styles from './campaigns.module.css';

const SegmentFields = lazy(() => import('./SegmentFields'));

export type ChangeDesign = (change: (design: CampaignDesign) => CampaignDesign, merging?: string) => void;
type To = CampaignDesign['to'];

/** What each way of choosing begins as. */
const BEGINNINGS: { [K in To['type']]: Extract<To, { type: K }> } = {
  segment: { type: 'segment', segment: null },
  everyone: { type: 'everyone' },
  list: { type: 'list', listId: null },
  people: { type: 'people', contactIds: [] },
  audience: { type: 'audience', include: [], exclude: [], demographic: null, max: null },
};
const MOST_NAMED = 500;

/** LINE sends to all at once: nobody can be held back one by one. */
const NOT_BY_LINE = { quietHours: null, cap: null, stages: null } as const;

/** Who gets it. */
export function WhoSection({ botId, design, problems, onChange }: { botId: string; design: CampaignDesign; problems: readonly CampaignProblem[]; onChange: ChangeDesign }) {
  const { t } = useTranslation('campaigns');
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  const { to } = design;
  const change = (next: To) => onChange((before) => ({ ...before, to: next, ...(sentByLine(next) && NOT_BY_LINE) }));
  return (
    <Card title={t('who.title')}>
      <div className={styles.fields}>
        {channels.length > 1 && (
          <NativeSelect
            className={styles.half}
            label={t('who.channel')}
            value={design.channelId}
            data={channels.map((channel) => ({ value: channel.id, label: channel.kind === 'simulator' ? t('who.simulator') : (channel.displayName ?? channel.name) }))}
            onChange={(event) => ((channelId) => onChange((before) => ({ ...before, channelId })))(event.currentTarget.value)}
          />
        )}
        <ChoiceCards
          label={t('who.title')}
          value={to.type}
          choices={[
            { value: 'segment', title: t('who.segment.title'), help: t('who.segment.help'), icon: <IconUsers size={20} /> },
            { value: 'everyone', title: t('who.everyone.title'), help: t('who.everyone.help'), icon: <IconBroadcast size={20} /> },
            { value: 'people', title: t('who.people.title'), help: t('who.people.help'), icon: <IconUser size={20} /> },
            { value: 'list', title: t('who.list.title'), help: t('who.list.help'), icon: <IconFileSpreadsheet size={20} /> },
            { value: 'audience', title: t('who.audience.title'), help: t('who.audience.help'), icon: <IconTargetArrow size={20} /> },
          ]}
          onChange={(type) => change(BEGINNINGS[type])}
        />
        {to.type === 'segment' && (
          <Suspense fallback={<SkeletonList count={1} height={80} />}>
            <SegmentFields botId={botId} segment={to.segment} onChange={(segment) => change({ type: 'segment', segment })} />
          </Suspense>
        )}
        {to.type === 'people' && <PeoplePicker botId={botId} channelId={design.channelId} label={t('who.people.choose')} chosen={to.contactIds} most={MOST_NAMED} onChange={(contactIds) => change({ type: 'people', contactIds })} />}
        {to.type === 'list' && <ListFields botId={botId} channelId={design.channelId} listId={to.listId} onChange={(listId) => change({ type: 'list', listId })} />}
        {to.type === 'audience' && <AudienceFields botId={botId} channelId={design.channelId} to={to} onChange={change} />}
        <ProblemLines problems={problems} />
      </div>
    </Card>
  );
}
