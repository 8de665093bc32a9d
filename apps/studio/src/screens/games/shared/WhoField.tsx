import type { WhoMayPlay } from '@chatloom/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useContactNames } from '../../../blocks/useContactNames';
import { NativeSelect } from '../../../ui/NativeSelect';
import { segmentsQuery } from '../../segments/segmentQueries';

/** Who may take part: everybody, a segment, or people with a tag. */
export function WhoField({ botId, label, value, onChange }: { botId: string; label: string; value: WhoMayPlay; onChange(who: WhoMayPlay): void }) {
  const { t } = useTranslation('games');
  const segments = useQuery(segmentsQuery(botId)).data?.items ?? [];
  const known = useContactNames(botId).tags;
  const tags = value.type === 'tag' && !known.includes(value.tag) ? [value.tag, ...known] : known;
  return (
    <NativeSelect
      label={label}
      value={value.type === 'everyone' ? '' : value.type === 'tag' ? `tag:${value.tag}` : `segment:${value.segmentId}`}
      data={[
        { value: '', label: t('form.everyone') },
        ...segments.map(({ id, name }) => ({ value: `segment:${id}`, label: t('form.segment', { name }) })),
        ...tags.map((tag) => ({ value: `tag:${tag}`, label: t('form.tagged', { tag }) })),
      ]}
      onChange={(event) => onChange(whoOf(event.currentTarget.value))}
    />
  );
}

function whoOf(chosen: string): WhoMayPlay {
  if (chosen.startsWith('tag:')) return { type: 'tag', tag: chosen.slice(4) };
  return chosen === '' ? { type: 'everyone' } : { type: 'segment', segmentId: chosen.slice(8) };
}
