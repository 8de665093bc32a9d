import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedSegment } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { Group } from '../../ui/Group';
import { Modal } from '../../ui/Modal';
import { SkeletonList } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import { segmentKeys, segmentUsesQuery } from './segmentQueries';
import styles from './RemoveSegment.module.css';

/** Asks before a segment is deleted, and says what still uses it: then it cannot be. */
export function RemoveSegment({ botId, segment, onClose }: { botId: string; segment: SavedSegment; onClose: () => void }) {
  const { t } = useTranslation(['segments', 'common']);
  const client = useQueryClient();
  const uses = useQuery(segmentUsesQuery(botId, segment.id));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const items = uses.data?.items;
  const remove = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await call('DELETE /bots/:botId/segments/:segmentId', { params: { botId, segmentId: segment.id } });
      toast(t('remove.done', { name: segment.name }));
      onClose();
      await client.invalidateQueries({ queryKey: segmentKeys.list(botId) });
    } catch (error) {
      setProblem(errorLine(error, t as never));
      setBusy(false);
      await uses.refetch();
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('remove.title', { name: segment.name })}>
      <FormError>{problem}</FormError>
      {!items ? (
        <SkeletonList count={1} height={40} />
      ) : items.length === 0 ? (
        <p className={styles.text}>{t('remove.text')}</p>
      ) : (
        <>
          <p className={styles.text}>{t('remove.used')}</p>
          <ul className={styles.uses}>
            {items.map(({ kind, id, name }) => (
              <li key={kind + id}>{t('remove.use', { kind: t(`uses.${kind}`, { defaultValue: kind }), name })}</li>
            ))}
          </ul>
        </>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common:cancel')}
        </Button>
        {items?.length === 0 && (
          <Button color="red" loading={busy} onClick={() => void remove()}>
            {t('delete')}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
