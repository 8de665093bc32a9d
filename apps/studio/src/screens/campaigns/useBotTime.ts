import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { botQuery } from '../../api/queries';

/** Moments as the clocks show them where the bot lives, with the zone's name when the reader is somewhere else. */
export function useBotTime(botId: string): (at: string | number) => string {
  const { i18n } = useTranslation();
  const timeZone = useQuery(botQuery(botId)).data?.timeZone;
  return useMemo(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const locale = i18n.language === 'th' ? 'th-u-ca-gregory' : i18n.language;
    const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone };
    const format = new Intl.DateTimeFormat(locale, timeZone === undefined || timeZone === here ? options : { ...options, timeZoneName: 'short' });
    return (at) => format.format(new Date(at));
  }, [i18n.language, timeZone]);
}
