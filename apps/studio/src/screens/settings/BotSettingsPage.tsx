import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { botQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { ArchiveBot } from './ArchiveBot';
import { BotForm } from './BotForm';

const route = getRouteApi('/b/$botId/settings/bot');

/** Name, language, time zone and opening hours of the bot. */
export default function BotSettingsPage() {
  const { t } = useTranslation('settings');
  const { botId } = route.useParams();
  const bot = useQuery(botQuery(botId));
  return (
    <>
      <PageHead title={t('bot.title')} />
      {bot.error ? (
        <ErrorState error={bot.error} onRetry={() => void bot.refetch()} />
      ) : !bot.data ? (
        <SkeletonList count={2} height={240} />
      ) : (
        <Stack>
          <BotForm key={bot.data.id} bot={bot.data} />
          <ArchiveBot bot={bot.data} />
        </Stack>
      )}
    </>
  );
}
