import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/call';

/** What is kept about a person under one name; a picture or file they sent opens in a window of its own. */
export function FieldValue({ botId, value }: { botId: string; value: unknown }) {
  const { t } = useTranslation('people');
  if (typeof value !== 'object' || value === null) return <>{String(value)}</>;
  const { mediaId, fileName } = value as { mediaId?: unknown; fileName?: unknown };
  if (typeof mediaId !== 'string') return <>{JSON.stringify(value)}</>;
  return (
    <a href={apiUrl('/bots/:botId/media/:mediaId', { params: { botId, mediaId } })} target="_blank" rel="noreferrer">
      {typeof fileName === 'string' && fileName !== '' ? fileName : t('profile.openMedia')}
    </a>
  );
}
