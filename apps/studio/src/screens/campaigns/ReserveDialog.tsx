import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { Button } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { FormError } from '../../ui/FormError';
import { Group } from '../../ui/Group';
import { Modal } from '../../ui/Modal';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { campaignKeys, reserveQuery } from './campaignQueries';
import { NumberField } from './NumberField';

const MOST = 100_000_000;

/** How many messages of each month advertising leaves over for bookings and other things people wait for. */
export default function ReserveDialog({ botId, channelId, onClose }: { botId: string; channelId: string; onClose(): void }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const client = useQueryClient();
  const reserve = useQuery(reserveQuery(botId, channelId));
  const [wanted, setWanted] = useState<number>();
  const save = useMutation({
    mutationFn: (messages: number) => call('PUT /bots/:botId/channels/:channelId/send-reserve', { params: { botId, channelId }, body: { messages } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: campaignKeys.all(botId) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('reserve.title')}>
      {reserve.error ? (
        <ErrorState error={reserve.error} onRetry={() => void reserve.refetch()} />
      ) : !reserve.data ? (
        <SkeletonList count={1} height={60} />
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(wanted ?? reserve.data.messages);
          }}
        >
          <Stack>
            <p>{t('reserve.text')}</p>
            <FormError>{save.error && errorLine(save.error, t)}</FormError>
            <NumberField label={t('reserve.messages')} value={wanted ?? reserve.data.messages} min={0} max={MOST} onChange={setWanted} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('common:save')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
