import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { botQuery } from '../api/queries';
import type { PreviewSituation } from './previewBlocks';

/**
 * The situation of a made-up person who gets the messages of this bot now.
 * @param mainLanguage of texts for people whose own has none; the bot's when left out
 * @param language of the person; the main one when left out
 */
export function useSampleSituation(botId: string, mainLanguage?: string, language?: string): PreviewSituation {
  const { t } = useTranslation('campaigns');
  const bot = useQuery(botQuery(botId)).data;
  const main = mainLanguage ?? bot?.language ?? 'en';
  const spoken = language ?? main;
  const name = bot?.name ?? '';
  const timeZone = bot?.timeZone ?? 'UTC';
  return useMemo(
    () => ({
      person: { id: 'sample', displayName: t('sample.name'), language: spoken, fields: {}, tags: [], isFriend: true, createdAt: 0 },
      bot: { id: botId, name, timeZone },
      mainLanguage: main,
      now: Date.now(),
    }),
    [botId, name, timeZone, main, spoken, t],
  );
}
