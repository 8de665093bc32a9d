import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery, flowsQuery } from '../../api/queries';
import { fieldsQuery, tagsQuery } from '../people/contactQueries';
import { sourcesQuery } from '../people/sourceQueries';
import { segmentFactsQuery } from './segmentQueries';

export interface Choice {
  value: string;
  label: string;
}
/** Languages offered for choosing; LINE tells an account the language of each friend's phone. */
const LANGUAGES = ['zh-TW', 'zh-CN', 'ja', 'th', 'en', 'ko', 'vi', 'id'];

/** What rules can be about in this bot, with the names people know it by. Empty while loading. */
export function useRuleNames(botId: string) {
  const { t, i18n } = useTranslation('segments');
  const tags = useQuery(tagsQuery(botId)).data?.items;
  const fields = useQuery(fieldsQuery(botId)).data?.items;
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const channels = useQuery(channelsQuery(botId)).data?.items;
  const facts = useQuery(segmentFactsQuery(botId)).data?.items;
  const sources = useQuery(sourcesQuery(botId)).data?.items;
  return useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
    const languageName = (language: string) => (language === 'unknown' ? t('unknownLanguage') : (names.of(language) ?? language));
    return {
      tags: (tags ?? []).map(({ name }): Choice => ({ value: name, label: name })),
      fields: fields ?? [],
      flows: (flows ?? []).map(({ id, name }): Choice => ({ value: id, label: name })),
      channels: (channels ?? []).map(({ id, kind, name, displayName }): Choice => ({ value: id, label: kind === 'simulator' ? t('phoneChannel') : (displayName ?? name) })),
      sources: (sources ?? []).map(({ id, name }): Choice => ({ value: id, label: name })),
      facts: facts ?? [],
      languages: [...LANGUAGES, 'unknown'].map((value): Choice => ({ value, label: languageName(value) })),
      languageName,
    };
  }, [channels, facts, fields, flows, i18n.language, sources, t, tags]);
}
export type RuleNames = ReturnType<typeof useRuleNames>;
