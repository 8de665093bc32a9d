import { IconPlus, IconQrcode } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { ConfirmWithNumber } from '../../../ui/ConfirmWithNumber';
import { StateBadge } from '../../../ui/StateBadge';
import { toast } from '../../../ui/toast';
import forms from '../../settings/forms.module.css';
import games from '../games.module.css';
import { PlaceCode } from './PlaceCode';
import { PlaceDialog } from './PlaceDialog';
import { type StampCardDetail, stampKeys, type StampPlace } from './stampQueries';

/** Places whose QR code stamps, with what each brought. */
export function StampPlaces({ botId, card }: { botId: string; card: StampCardDetail }) {
  const { t } = useTranslation(['stamps', 'vouchers', 'common', 'games']);
  const client = useQueryClient();
  const format = useFormat();
  const [editing, setEditing] = useState<StampPlace | 'new'>();
  const [shown, setShown] = useState<StampPlace>();
  const [removing, setRemoving] = useState<StampPlace>();
  const remove = async ({ id }: StampPlace) => {
    try {
      await call('DELETE /bots/:botId/stamp-cards/:cardId/places/:placeId', { params: { botId, cardId: card.id, placeId: id } });
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: stampKeys.one(botId, card.id) });
  };
  return (
    <Card
      title={t('places.title')}
      aside={
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEditing('new')}>
          {t('places.new')}
        </Button>
      }
    >
      <p className={games.lead}>{t('places.text')}</p>
      {card.places.length === 0 ? (
        <p className={games.note}>{t('places.none')}</p>
      ) : (
        <ul className={forms.rows}>
          {card.places.map((place) => (
            <li key={place.id}>
              <div className={forms.rowWords}>
                <div className={forms.rowTitle}>
                  {place.name}
                  <StateBadge tone={place.isActive ? 'info' : 'warn'}>{t(place.isActive ? `places.${place.code}` : 'places.off')}</StateBadge>
                </div>
                <div className={forms.rowText}>
                  {t('vouchers:shops.stamps', { count: place.stamps, number: format.number(place.stamps) })} · {t('people', { count: place.people, number: format.number(place.people) })}
                </div>
              </div>
              <div className={forms.actions}>
                <Button size="xs" variant="default" leftSection={<IconQrcode size={14} aria-hidden />} aria-label={t('places.showNamed', { name: place.name })} onClick={() => setShown(place)}>
                  {t('places.show')}
                </Button>
                <Button size="xs" variant="subtle" aria-label={t('vouchers:shops.changeNamed', { name: place.name })} onClick={() => setEditing(place)}>
                  {t('vouchers:shops.change')}
                </Button>
                <Button size="xs" variant="subtle" color="red" aria-label={t('vouchers:shops.deleteNamed', { name: place.name })} onClick={() => setRemoving(place)}>
                  {t('games:delete')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {editing && <PlaceDialog botId={botId} cardId={card.id} place={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      {shown && <PlaceCode botId={botId} cardId={card.id} title={card.title} place={shown} onClose={() => setShown(undefined)} />}
      <ConfirmWithNumber
        opened={removing !== undefined}
        danger
        title={t('vouchers:shops.deleteTitle', { name: removing?.name ?? '' })}
        sentence={t('places.deleteText', { count: removing?.stamps ?? 0 })}
        verb={t('games:delete')}
        onConfirm={() => (removing ? remove(removing) : Promise.resolve())}
        onClose={() => setRemoving(undefined)}
      />
    </Card>
  );
}
