import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../api/call';
import styles from './ProblemList.module.css';

type Flows = RouteOutput<'GET /bots/:botId/flows'>['items'];
type Channels = RouteOutput<'GET /bots/:botId/channels'>['items'];
type Check = RouteOutput<'POST /bots/:botId/channels/:channelId/check'>;

/** What keeps the bot from working, worst first; each line leads to where it is mended. */
export function ProblemList({ botId, flows, channels, checks }: { botId: string; flows: Flows; channels: Channels; checks: { channelId: string; check: Check }[] }) {
  const { t } = useTranslation(['home', 'channels']);
  const paused = channels.filter(({ kind, state }) => kind === 'line' && state === 'paused');
  const blocked = flows.filter(({ problems }) => problems.blocking > 0);
  const warned = flows.filter(({ problems }) => problems.blocking === 0 && problems.warning > 0);
  // The checklist above already asks for the address at LINE.
  const reported = checks.flatMap(({ channelId, check }) => check.problems.filter(({ code }) => code !== 'webhookMissing').map((problem) => ({ channelId, problem })));

  if (paused.length + blocked.length + warned.length + reported.length === 0)
    return (
      <p className={styles.none}>
        <IconCircleCheck size={20} aria-hidden /> {t('problems.none')}
      </p>
    );
  return (
    <ul className={styles.list}>
      {paused.map((channel) => (
        <li key={channel.id} data-tone="danger">
          <IconAlertTriangle size={18} aria-hidden />
          <Link to="/b/$botId/settings/channels/$channelId" params={{ botId, channelId: channel.id }}>
            {t('problems.paused', { channel: channel.displayName ?? channel.name })}
          </Link>
        </li>
      ))}
      {reported.map(({ channelId, problem }) => (
        <li key={`${channelId} ${problem.code}`} data-tone="warn">
          <IconAlertTriangle size={18} aria-hidden />
          <Link to="/b/$botId/settings/channels/$channelId" params={{ botId, channelId }}>
            {t(`channels:problems.${problem.code}`, { message: problem.message, ...problem.params })}
          </Link>
        </li>
      ))}
      {blocked.map((flow) => (
        <li key={flow.id} data-tone="danger">
          <IconAlertTriangle size={18} aria-hidden />
          <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId: flow.id }} search={{ panel: 'problems' }}>
            {t('problems.blocking', { flow: flow.name, count: flow.problems.blocking })}
          </Link>
        </li>
      ))}
      {warned.map((flow) => (
        <li key={flow.id} data-tone="warn">
          <IconInfoCircle size={18} aria-hidden />
          <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId: flow.id }} search={{ panel: 'problems' }}>
            {t('problems.warning', { flow: flow.name, count: flow.problems.warning })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
