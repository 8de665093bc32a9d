import { useTranslation } from 'react-i18next';

/** Why somebody got nothing, in one sentence, with LINE's own words where it gave some. */
export function useReasonWords(): (reason: string, detail?: string | null) => string {
  const { t, i18n } = useTranslation('campaigns');
  return (reason, detail) => {
    const words = i18n.exists(`campaigns:reasons.${reason}`) ? t(`reasons.${reason}`) : t('reasons.other');
    return detail ? t('reasons.withDetail', { reason: words, detail }) : words;
  };
}
