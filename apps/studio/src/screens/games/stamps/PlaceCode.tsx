import { IconPrinter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { Button } from '../../../ui/Button';
import { CopyField } from '../../../ui/CopyField';
import { ErrorState } from '../../../ui/ErrorState';
import { Modal } from '../../../ui/Modal';
import { SkeletonList } from '../../../ui/Skeleton';
import { toast } from '../../../ui/toast';
import forms from '../../settings/forms.module.css';
import games from '../games.module.css';
import { placeCodeQuery, stampKeys, type StampPlace } from './stampQueries';
import styles from './stamps.module.css';

/** The QR code a place shows now: to print where it stays the same, on a screen where it changes. */
export function PlaceCode({ botId, cardId, title, place, onClose }: { botId: string; cardId: string; title: string; place: StampPlace; onClose(): void }) {
  const { t } = useTranslation(['stamps', 'common', 'games']);
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  // A code that changes is asked for as soon as the next one is there.
  const code = useQuery({ ...placeCodeQuery(botId, cardId, place.id), staleTime: 0, refetchInterval: ({ state }) => (state.data?.changesAt ? Math.max(1_000, Date.parse(state.data.changesAt) - Date.now()) : false) });
  const renew = async () => {
    setBusy(true);
    try {
      await call('POST /bots/:botId/stamp-cards/:cardId/places/:placeId/renew', { params: { botId, cardId, placeId: place.id } });
      await client.invalidateQueries({ queryKey: stampKeys.code(botId, cardId, place.id) });
      toast(t('places.renewed'));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={place.name} size="lg">
      {code.error ? (
        <ErrorState error={code.error} onRetry={() => void code.refetch()} />
      ) : !code.data ? (
        <SkeletonList count={1} height={280} />
      ) : (
        <div className={styles.code}>
          <p className={styles.codeTitle}>{title}</p>
          <img className={styles.qr} src={`data:image/svg+xml,${encodeURIComponent(code.data.qrSvg)}`} alt={t('places.qrOf', { name: place.name })} />
          <p className={games.note}>{t(place.code === 'rotating' ? 'places.rotatingHow' : 'places.how')}</p>
          {code.data.lineUrl === null && <p className={games.note}>{t('places.noAccount')}</p>}
          <div className={styles.wide}>
            <CopyField label={t('places.message')} value={code.data.message} />
          </div>
          <div className={forms.actions}>
            {place.code === 'fixed' && (
              <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
                {t('places.print')}
              </Button>
            )}
            <Button variant="default" loading={isBusy} onClick={() => void renew()}>
              {t('places.renew')}
            </Button>
          </div>
          <p className={games.note}>{t('places.renewHelp')}</p>
        </div>
      )}
    </Modal>
  );
}
