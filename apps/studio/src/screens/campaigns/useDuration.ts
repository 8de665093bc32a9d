import { useTranslation } from 'react-i18next';

/** A span of seconds in words, rounded to what matters: "40 seconds", "12 minutes", "3 hours". */
export function useDuration(): (seconds: number) => string {
  const { t } = useTranslation('campaigns');
  return (seconds) => {
    if (seconds < 60) return t('duration.seconds', { count: Math.max(1, Math.round(seconds)) });
    if (seconds < 5_400) return t('duration.minutes', { count: Math.round(seconds / 60) });
    return t('duration.hours', { count: Math.round(seconds / 3_600) });
  };
}
