import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { Button } from '../../../ui/Button';
import { ChoiceCards } from '../../../ui/ChoiceCards';
import { FormError } from '../../../ui/FormError';
import { Modal } from '../../../ui/Modal';
import { NativeSelect } from '../../../ui/NativeSelect';
import { Switch } from '../../../ui/Switch';
import { TextInput } from '../../../ui/TextInput';
import forms from '../../settings/forms.module.css';
import { shopsQuery } from '../vouchers/voucherQueries';
import { stampKeys, type StampPlace } from './stampQueries';

/** A place that stamps: its name, which shop it belongs to, and whether its code may be printed or changes on a screen. */
export function PlaceDialog({ botId, cardId, place, onClose }: { botId: string; cardId: string; place: StampPlace | undefined; onClose(): void }) {
  const { t } = useTranslation(['stamps', 'vouchers', 'common', 'games']);
  const client = useQueryClient();
  const shops = useQuery(shopsQuery(botId)).data?.items ?? [];
  const [name, setName] = useState(place?.name ?? '');
  const [shopId, setShopId] = useState(place?.shopId ?? null);
  const [code, setCode] = useState<StampPlace['code']>(place?.code ?? 'fixed');
  const [isActive, setActive] = useState(place?.isActive ?? true);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setBusy(true);
    setFailure(undefined);
    try {
      const body = { name, shopId, code, isActive };
      if (place) await call('PUT /bots/:botId/stamp-cards/:cardId/places/:placeId', { params: { botId, cardId, placeId: place.id }, body });
      else await call('POST /bots/:botId/stamp-cards/:cardId/places', { params: { botId, cardId }, body });
      await client.invalidateQueries({ queryKey: stampKeys.one(botId, cardId) });
      onClose();
    } catch (error) {
      setFailure(errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={place ? t('vouchers:shops.changeNamed', { name: place.name }) : t('places.new')}>
      <form className={forms.form} onSubmit={(event) => void save(event)}>
        <FormError>{failure}</FormError>
        <TextInput label={t('vouchers:shops.name')} value={name} maxLength={120} required onChange={(event) => setName(event.currentTarget.value)} />
        <ChoiceCards<StampPlace['code']> label={t('places.code')} value={code} choices={(['fixed', 'rotating'] as const).map((value) => ({ value, title: t(`places.${value}`), help: t(`places.${value}Help`) }))} onChange={setCode} />
        {shops.length > 0 && <NativeSelect label={t('places.shop')} value={shopId ?? ''} data={[{ value: '', label: t('places.noShop') }, ...shops.map(({ id, name: label }) => ({ value: id, label }))]} onChange={(event) => setShopId(event.currentTarget.value || null)} />}
        {place && <Switch label={t('vouchers:shops.active')} checked={isActive} onChange={(event) => setActive(event.currentTarget.checked)} />}
        <div className={forms.actions}>
          <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
            {t('games:form.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
