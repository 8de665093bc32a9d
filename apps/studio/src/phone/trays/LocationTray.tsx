import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Tray } from './Tray';
import styles from '../phone.module.css';

export interface Place {
  title: string;
  address: string;
  latitude: number;
  longitude: number;
}

/** Well-known places of the countries our users live in; stand-ins for the phone's own position. */
const PLACES: Place[] = [
  { title: '臺北車站', address: '臺北市中正區北平西路3號', latitude: 25.04776, longitude: 121.51707 },
  { title: '東京駅', address: '東京都千代田区丸の内1丁目', latitude: 35.68124, longitude: 139.76712 },
  { title: 'สถานีกลางกรุงเทพอภิวัฒน์', address: 'เขตจตุจักร กรุงเทพมหานคร', latitude: 13.80271, longitude: 100.54086 },
];

/** Send a place: one of a few, or any position. */
export function LocationTray({ onPick, onClose }: { onPick(place: Place): void; onClose(): void }) {
  const { t } = useTranslation('phone');
  const [latitude, setLatitude] = useState('');
  const [longitude, setLongitude] = useState('');
  const position = { latitude: Number(latitude), longitude: Number(longitude) };
  const complete = latitude.trim() !== '' && longitude.trim() !== '' && Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) onPick({ title: t('message.location'), address: '', ...position });
  };
  return (
    <Tray title={t('location.title')} onClose={onClose}>
      <ul className={styles.placeList}>
        {PLACES.map((place) => (
          <li key={place.title}>
            <button type="button" className={styles.trayChoice} onClick={() => onPick(place)}>
              {place.title}
            </button>
          </li>
        ))}
      </ul>
      <form className={styles.trayRow} onSubmit={submit}>
        <label>{t('location.latitude')}<input className={styles.trayInput} inputMode="decimal" value={latitude} onChange={(event) => setLatitude(event.currentTarget.value)} /></label>
        <label>{t('location.longitude')}<input className={styles.trayInput} inputMode="decimal" value={longitude} onChange={(event) => setLongitude(event.currentTarget.value)} /></label>
        <button type="submit" className={styles.trayPrimary} disabled={!complete}>{t('location.send')}</button>
      </form>
    </Tray>
  );
}
