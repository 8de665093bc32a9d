import { IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { textOf, type Loose } from '../loose';
import { PhonePicture } from './PhonePicture';
import styles from '../phone.module.css';

/** A coupon as a card. A message names it only by its id; title and picture are shown when the simulator knows the coupon. */
export function CouponBubble({ message, coupon = {} }: { message: Loose; coupon?: Loose | undefined }) {
  const { t } = useTranslation('phone');
  const picture = textOf(coupon, 'thumbnailUrl') ?? textOf(coupon, 'imageUrl');
  return (
    <div className={styles.card} role="group" aria-label={t('message.coupon')}>
      {picture !== undefined && <PhonePicture address={picture} kind="image" style={{ width: '100%', aspectRatio: '2 / 1', objectFit: 'cover' }} />}
      <div className={styles.couponBody}>
        <span className={styles.couponKind}><IconTicket size={16} aria-hidden />{t('message.coupon')}</span>
        <strong dir="auto">{textOf(coupon, 'title') ?? t('message.couponUnnamed')}</strong>
        <span className={styles.small} dir="auto">{textOf(coupon, 'description') ?? textOf(message, 'couponId')}</span>
      </div>
    </div>
  );
}
