import type { DrawTry } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { Card } from '../../../ui/Card';
import { SegmentedControl } from '../../../ui/SegmentedControl';
import { PeopleTable } from '../shared/PeopleTable';
import { type DrawDetail, drawKeys } from './drawQueries';

/** Who won what, with the codes they were given; or everybody who tried. */
export function DrawTries({ botId, draw }: { botId: string; draw: DrawDetail }) {
  const { t } = useTranslation(['draws', 'games']);
  const format = useFormat();
  const [only, setOnly] = useState<'winners' | 'all'>('winners');
  const prizeName = new Map(draw.document.prizes.map(({ id, name }) => [id, name]));
  const hasCodes = draw.document.prizes.some(({ codes }) => codes);
  return (
    <Card
      title={t(`tries.${only}`)}
      aside={<SegmentedControl size="xs" aria-label={t('tries.show')} value={only} data={(['winners', 'all'] as const).map((value) => ({ value, label: t(`tries.${value}`) }))} onChange={(value) => setOnly(value as 'winners' | 'all')} />}
    >
      <PeopleTable<DrawTry>
        botId={botId}
        queryKey={drawKeys.tries(botId, draw.id, only, only === 'winners' ? draw.given : draw.tries)}
        page={(cursor, signal) => call('GET /bots/:botId/draws/:drawId/tries', { params: { botId, drawId: draw.id }, query: { only, cursor, limit: 50 } }, { signal })}
        rowId={({ id }) => id}
        label={t(`tries.${only}`)}
        nobody={t(only === 'winners' ? 'tries.nobodyWon' : 'tries.nobody')}
        columns={[
          { name: t('tries.prize'), cell: ({ prizeId }) => (prizeId === null ? (draw.document.losersPrize?.name ?? '–') : (prizeName.get(prizeId) ?? prizeId)) },
          ...(hasCodes ? [{ name: t('tries.code'), cell: ({ code }: DrawTry) => (code === null ? '–' : <code>{code}</code>) }] : []),
          { name: t('tries.at'), cell: ({ at }) => format.dateTime(at) },
        ]}
      />
    </Card>
  );
}
