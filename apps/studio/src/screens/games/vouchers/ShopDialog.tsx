import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { ApiError } from '../../../api/errors';
import { Button } from '../../../ui/Button';
import { FormError } from '../../../ui/FormError';
import { Modal } from '../../../ui/Modal';
import { Switch } from '../../../ui/Switch';
import { TextInput } from '../../../ui/TextInput';
import forms from '../../settings/forms.module.css';
import { type Shop, voucherKeys } from './voucherQueries';

/** A place: its name, its PIN (which nobody can read again), and whether it is in use. */
export function ShopDialog({ botId, shop, onClose }: { botId: string; shop: Shop | undefined; onClose(): void }) {
  const { t } = useTranslation(['vouchers', 'common', 'games']);
  const client = useQueryClient();
  const [name, setName] = useState(shop?.name ?? '');
  const [pin, setPin] = useState('');
  const [hasPin, setHasPin] = useState(shop?.hasPin ?? true);
  const [isActive, setActive] = useState(shop?.isActive ?? true);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const keepsPin = shop?.hasPin === true && pin === '';
  const pinWrong = hasPin && !keepsPin && !/^\d{4,8}$/.test(pin);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (pinWrong || name.trim() === '') return;
    setBusy(true);
    setFailure(undefined);
    try {
      if (shop) await call('PUT /bots/:botId/shops/:shopId', { params: { botId, shopId: shop.id }, body: { name, isActive, ...(hasPin ? !keepsPin && { pin } : { pin: null }) } });
      else await call('POST /bots/:botId/shops', { params: { botId }, body: { name, pin: hasPin ? pin : null } });
      await client.invalidateQueries({ queryKey: voucherKeys.shops(botId) });
      onClose();
    } catch (error) {
      setFailure(error instanceof ApiError && error.code === 'conflict' ? t('shops.pinTaken') : errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={shop ? t('shops.changeNamed', { name: shop.name }) : t('shops.new')}>
      <form className={forms.form} onSubmit={(event) => void save(event)}>
        <FormError>{failure}</FormError>
        <TextInput label={t('shops.name')} value={name} maxLength={120} required onChange={(event) => setName(event.currentTarget.value)} />
        <Switch label={t('shops.takesPin')} description={t('shops.takesPinHelp')} checked={hasPin} onChange={(event) => setHasPin(event.currentTarget.checked)} />
        {hasPin && (
          <TextInput
            label={t(shop?.hasPin ? 'shops.newPin' : 'shops.pin')}
            description={t(shop?.hasPin ? 'shops.newPinHelp' : 'shops.pinHelp')}
            inputMode="numeric"
            autoComplete="off"
            value={pin}
            maxLength={8}
            error={pin !== '' && pinWrong && t('shops.pinWrong')}
            onChange={(event) => setPin(event.currentTarget.value.trim())}
          />
        )}
        {shop && <Switch label={t('shops.active')} description={t('shops.activeHelp')} checked={isActive} onChange={(event) => setActive(event.currentTarget.checked)} />}
        <div className={forms.actions}>
          <Button type="submit" loading={isBusy} disabled={pinWrong || name.trim() === ''}>
            {t('games:form.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
