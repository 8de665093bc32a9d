import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { IconPhoto, IconPlayerPlay } from '@tabler/icons-react';
import { allowedMedia } from '../links';
import styles from '../phone.module.css';

interface Props {
  address: string | undefined;
  kind: 'image' | 'video' | 'icon';
  style?: CSSProperties;
  alt?: string;
  /** Its place in a Flex container. */
  path?: string;
}

/**
 * A picture of a message. One that may not be loaded, or does not load, is drawn as a labelled frame of the same
 * size, so that the layout can still be judged.
 */
export function PhonePicture({ address, kind, style, alt, path }: Props) {
  const { t } = useTranslation('phone');
  const [failed, setFailed] = useState<string>();
  const source = allowedMedia(address);
  const words = alt ?? t(kind === 'video' ? 'message.videoPreview' : 'message.picture');
  if (source === undefined || failed === source) {
    return (
      <span className={styles.pictureMissing} data-kind={kind} data-flex={path} style={style} role="img" aria-label={t('message.pictureMissing')} title={address}>
        {kind === 'video' ? <IconPlayerPlay size={20} aria-hidden /> : <IconPhoto size={kind === 'icon' ? 14 : 20} aria-hidden />}
      </span>
    );
  }
  return <img className={styles.picture} data-flex={path} src={source} alt={words} style={style} referrerPolicy="no-referrer" loading="lazy" onError={() => setFailed(source)} />;
}
