import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { couponsQuery } from '../../../api/lineQueries';
import { channelsQuery } from '../../../api/queries';
import { chosenChannel } from '../../../screens/insight/useLineChannel';
import type { ControlProps } from '../formContext';
import styles from '../form.module.css';

/** Stands for "I have its ID" in the list. */
const BY_ID = ':id';

/** One of the coupons of the account by its title; by its ID where LINE does not list it (made elsewhere, or LINE does not answer). */
export default function CouponPicker({ botId, value, field, onChange }: Pick<ControlProps, 'value' | 'field' | 'onChange'> & { botId: string }) {
  const { t } = useTranslation('editor');
  const id = typeof value === 'string' ? value : '';
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  const channel = chosenChannel(channels, undefined);
  const coupons = useQuery({ ...couponsQuery(botId, channel?.id ?? ''), enabled: channel !== undefined });
  const items = (coupons.data?.items ?? []).filter((coupon) => coupon.status !== 'CLOSED' || coupon.id === id);
  const isListed = items.some((coupon) => coupon.id === id);
  const [wantsId, setWantsId] = useState(false);
  const byId = wantsId || (id !== '' && !isListed && !coupons.isPending) || (channel !== undefined && !coupons.isPending && items.length === 0);
  const nothing = !coupons.isPending && items.length === 0;
  return (
    <>
      {!nothing && (
        <select
          {...field}
          className={styles.input}
          value={byId ? BY_ID : id}
          onChange={(event) => {
            setWantsId(event.target.value === BY_ID);
            if (event.target.value !== BY_ID) onChange(event.target.value);
          }}
        >
          <option value="">{t('form.choose')}</option>
          {id !== '' && !isListed && !byId && <option value={id}>{id}</option>}
          {items.map((coupon) => (
            <option key={coupon.id} value={coupon.id}>
              {coupon.title}
            </option>
          ))}
          <option value={BY_ID}>{t('coupons.byId')}</option>
        </select>
      )}
      {byId && (
        <input
          {...(nothing ? field : { disabled: field.disabled })}
          type="text"
          className={styles.input}
          aria-label={nothing ? undefined : t('coupons.id')}
          placeholder="01JYNW8JMQVFBNWF1APF8Z3FS7"
          value={id}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      )}
      {nothing && <p className={styles.help}>{t(coupons.isError ? 'coupons.notNow' : 'coupons.none')}</p>}
    </>
  );
}
