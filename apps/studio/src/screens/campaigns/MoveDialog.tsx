import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { FormError } from '../../ui/FormError';
import { Group } from '../../ui/Group';
import { Modal } from '../../ui/Modal';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { TextInput } from '../../ui/TextInput';
import { campaignQuery, type CalendarEntry } from './campaignQueries';
import { useSayRefusal } from './ProblemLines';

/** Another time for a campaign that has not begun: what dragging does, by keyboard, and to the minute. */
export default function MoveDialog({ botId, entry, onMove, onClose }: { botId: string; entry: CalendarEntry; onMove(campaignId: string, at: string): Promise<unknown>; onClose(): void }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const campaign = useQuery(campaignQuery(botId, entry.campaignId));
  const when = campaign.data?.design.when;
  const planned = when && 'at' in when ? when : undefined;
  const sayRefusal = useSayRefusal();
  const [at, setAt] = useState<string>();
  const wanted = at ?? planned?.at ?? '';
  const move = useMutation({ mutationFn: () => onMove(entry.campaignId, wanted), onSuccess: onClose });
  return (
    <Modal opened onClose={onClose} title={t('calendar.move', { name: entry.name })}>
      {campaign.error ? (
        <ErrorState error={campaign.error} onRetry={() => void campaign.refetch()} />
      ) : !planned ? (
        <SkeletonList count={1} height={60} />
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            move.mutate();
          }}
        >
          <Stack>
            <FormError>{move.error && sayRefusal(move.error)}</FormError>
            <TextInput type="datetime-local" label={t('when.at')} description={t('calendar.zone', { zone: planned.timeZone.replaceAll('_', ' ') })} data-autofocus value={wanted} onChange={(event) => setAt(event.currentTarget.value.slice(0, 16))} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" disabled={wanted === '' || wanted === planned.at} loading={move.isPending}>
                {t('calendar.moveVerb')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
