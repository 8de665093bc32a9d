import type { StampHolder } from '@chatloom/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { ApiError } from '../../../api/errors';
import { newUuid } from '../../../api/newUuid';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { StateBadge } from '../../../ui/StateBadge';
import { toast } from '../../../ui/toast';
import { PeopleDialog } from '../shared/PeopleDialog';
import { PeopleTable } from '../shared/PeopleTable';
import { type StampCardDetail, stampKeys } from './stampQueries';
import styles from './stamps.module.css';

/** Who has a card and how full it is; the team can stamp one, and take its last stamp back. */
export function StampPeople({ botId, card }: { botId: string; card: StampCardDetail }) {
  const { t } = useTranslation(['stamps', 'common', 'games']);
  const client = useQueryClient();
  const format = useFormat();
  const [busy, setBusy] = useState<string>();
  const [isChoosing, setChoosing] = useState(false);
  const attempt = async (contactId: string, work: () => Promise<string>) => {
    setBusy(contactId);
    try {
      toast(await work());
    } catch (error) {
      toast(error instanceof ApiError && error.code === 'conflict' ? t('people.cannotTakeBack') : errorLine(error, t), { tone: 'error' });
    } finally {
      setBusy(undefined);
      void client.invalidateQueries({ queryKey: stampKeys.one(botId, card.id) });
    }
  };
  const stamp = async (contactId: string) => {
    const { outcome } = await call('POST /bots/:botId/stamp-cards/:cardId/people/:contactId/stamps', { params: { botId, cardId: card.id, contactId }, body: { tapId: newUuid() } });
    return t(`outcomes.${outcome}`);
  };
  const takeBack = ({ contactId }: StampHolder) =>
    attempt(contactId, async () => {
      await call('DELETE /bots/:botId/stamp-cards/:cardId/people/:contactId/stamps', { params: { botId, cardId: card.id, contactId } });
      return t('people.tookBack');
    });
  return (
    <Card
      title={t('people.title')}
      aside={
        card.state === 'open' && (
          <Button size="xs" variant="default" onClick={() => setChoosing(true)}>
            {t('people.somebody')}
          </Button>
        )
      }
    >
      <PeopleTable<StampHolder>
        botId={botId}
        queryKey={[...stampKeys.people(botId, card.id), card.counts.given]}
        page={(cursor, signal) => call('GET /bots/:botId/stamp-cards/:cardId/people', { params: { botId, cardId: card.id }, query: { cursor, limit: 50 } }, { signal })}
        rowId={({ contactId }) => contactId}
        label={t('people.title')}
        nobody={t('people.nobody')}
        columns={[
          {
            name: t('people.stamps'),
            cell: (one) => (
              <>
                {`${format.number(one.stamps)} / ${format.number(card.stamps)}`} {one.isOwed && <StateBadge tone="warn">{t('people.owed')}</StateBadge>}
              </>
            ),
          },
          { name: t('people.full'), cell: (one) => format.number(one.full) },
          { name: t('people.lastAt'), cell: (one) => format.dateTime(one.lastAt) },
          {
            name: t('people.do'),
            cell: (one) => (
              <span className={styles.deeds}>
                <Button size="xs" variant="default" disabled={card.state !== 'open'} loading={busy === one.contactId} aria-label={t('people.stampNamed', { name: one.displayName ?? t('games:people.nameless') })} onClick={() => void attempt(one.contactId, () => stamp(one.contactId))}>
                  {t('people.stamp')}
                </Button>
                <Button size="xs" variant="subtle" disabled={busy === one.contactId} aria-label={t('people.takeBackNamed', { name: one.displayName ?? t('games:people.nameless') })} onClick={() => void takeBack(one)}>
                  {t('people.takeBack')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {isChoosing && (
        <PeopleDialog
          botId={botId}
          title={t('people.somebody')}
          most={1}
          verb={t('people.stamp')}
          onDone={async ([contactId]) => {
            const said = await stamp(contactId!);
            void client.invalidateQueries({ queryKey: stampKeys.one(botId, card.id) });
            return said;
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </Card>
  );
}
