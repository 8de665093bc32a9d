import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys } from '../../api/queries';
import { Card } from '../../ui/Card';
import { StateBadge } from '../../ui/StateBadge';
import { Switch } from '../../ui/Switch';
import { toast } from '../../ui/toast';
import styles from './ChannelChecklist.module.css';

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];
type Check = RouteOutput<'POST /bots/:botId/channels/:channelId/check'>;
type Tick = keyof Channel['ticked'];
/** Told by LINE: true, false, or unknown. The rest a person ticks off. */
type Line = { id: 'webhook' | 'botMode' | 'verified'; told: boolean | null; optional?: boolean } | { id: Tick; optional?: boolean };

/** What must be right at LINE before customers come, and why. What LINE's API tells is checked, the rest is ticked off by hand. */
export function ChannelChecklist({ botId, channel, check }: { botId: string; channel: Channel; check: Check | undefined }) {
  const { t } = useTranslation(['channels', 'common']);
  const queryClient = useQueryClient();
  const tick = useMutation({
    mutationFn: (ticked: Channel['ticked']) => call('PATCH /bots/:botId/channels/:channelId', { params: { botId, channelId: channel.id }, body: { ticked } }),
    onError: (error) => toast(errorLine(error, t), { tone: 'error' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels(botId) }),
  });
  const shown = tick.isPending ? { ...channel.ticked, ...tick.variables } : channel.ticked;
  const chatMode = check?.botInfo?.chatMode;
  const lines: Line[] = [
    { id: 'webhook', told: check?.webhook ? check.webhook.active && check.webhook.ours : null },
    { id: 'redelivery' },
    { id: 'botMode', told: chatMode === undefined ? null : chatMode !== 'chat' },
    { id: 'greetingOff' },
    { id: 'autoReplyOff' },
    { id: 'groupsAllowed', optional: true },
    { id: 'verified', told: check?.verified ?? null, optional: true },
  ];
  return (
    <Card title={t('checklist.title')}>
      <p className={styles.text}>{t('checklist.text')}</p>
      <ul className={styles.list}>
        {lines.map((line) => {
          const isTold = 'told' in line;
          const done = isTold ? line.told === true : shown[line.id] === true;
          const nameId = `check-${line.id}`;
          return (
            <li key={line.id}>
              <span className={styles.icon} data-done={done} aria-hidden>
                {done ? <IconCircleCheckFilled size={22} /> : <IconCircle size={22} />}
              </span>
              <div className={styles.words}>
                <div id={nameId} className={styles.name}>
                  {t(`checklist.${line.id}.name`)}
                </div>
                <div className={styles.why}>{t(`checklist.${line.id}.why`)}</div>
              </div>
              {isTold ? (
                <StateBadge tone={done ? 'good' : line.optional ? 'plain' : 'warn'}>{done ? t('checklist.byLine') : line.optional ? t('checklist.optional') : t('checklist.open')}</StateBadge>
              ) : (
                <Switch aria-labelledby={nameId} checked={done} onChange={(event) => tick.mutate({ [line.id]: event.currentTarget.checked })} />
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
