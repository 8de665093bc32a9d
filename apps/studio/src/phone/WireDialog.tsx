import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneWire } from '@chatloom/contract';
import { useFormat } from '../i18n/useFormat';
import { Button } from '../ui/Button';
import { Modal } from '../ui/Modal';
import { SegmentedControl } from '../ui/SegmentedControl';
import { toast } from '../ui/toast';
import { copyText } from './copyText';
import { curlOf } from './curlOf';
import { usePhoneWire } from './usePhone';
import styles from './phone.module.css';

type View = 'requests' | 'webhooks';

/** What goes over the wire between the pretended LINE and the server: every call, answer and event as JSON, and the quota spent. */
export function WireDialog({ botId, opened, onClose }: { botId: string; opened: boolean; onClose(): void }) {
  const { t } = useTranslation('phone');
  const [view, setView] = useState<View>('requests');
  const { data, isError } = usePhoneWire(botId, opened);
  return (
    <Modal opened={opened} onClose={onClose} title={t('wire.title')} size="xl">
      <div className={styles.wire}>
        {isError && <p role="alert">{t('developer.unavailable')}</p>}
        {data && <p className={styles.wireSpent}>{t('wire.spent', { count: data.spent })}</p>}
        <SegmentedControl
          aria-label={t('wire.title')}
          data={(['requests', 'webhooks'] as const).map((value) => ({ value, label: t(`wire.${value}`) }))}
          value={view}
          onChange={(value) => setView(value as View)}
        />
        {data && data[view].length === 0 && <p>{t('wire.nothing')}</p>}
        {data && view === 'requests' && data.requests.map((request) => <RequestRow key={request.id} request={request} />)}
        {data && view === 'webhooks' && data.webhooks.map((webhook) => <WebhookRow key={webhook.id} webhook={webhook} />)}
      </div>
    </Modal>
  );
}

function RequestRow({ request }: { request: PhoneWire['requests'][number] }) {
  const { t } = useTranslation('phone');
  const format = useFormat();
  return (
    <details className={styles.wireRow}>
      <summary>
        <time dateTime={request.at}>{format.time(request.at)}</time>
        <code>{`${request.method} ${request.path}`}</code>
        <span className={styles.wireState} data-bad={request.status >= 400 || undefined}>{request.status}</span>
        {request.cost > 0 && <span className={styles.wireState}>{t('wire.cost', { count: request.cost })}</span>}
      </summary>
      <CopyButton label={t('wire.copyCurl')} text={() => curlOf(request)} />
      {request.request !== '' && <Json label={t('wire.request')} text={request.request} />}
      <Json label={t('wire.response')} text={request.response} />
    </details>
  );
}

function WebhookRow({ webhook }: { webhook: PhoneWire['webhooks'][number] }) {
  const { t } = useTranslation('phone');
  const format = useFormat();
  const event = JSON.stringify(webhook.event);
  return (
    <details className={styles.wireRow}>
      <summary>
        <time dateTime={webhook.at}>{format.time(webhook.at)}</time>
        <code>{webhook.type}</code>
        <span className={styles.wireState} data-bad={webhook.state === 'failed' || undefined}>{t(`wire.state.${webhook.state}`)}</span>
        {webhook.detail !== null && <span>{webhook.detail}</span>}
        {webhook.attempts > 1 && <span>{t('wire.attempts', { count: webhook.attempts })}</span>}
      </summary>
      <CopyButton label={t('wire.copyJson')} text={() => pretty(event)} />
      <Json label={t('wire.event')} text={event} />
    </details>
  );
}

function CopyButton({ label, text }: { label: string; text(): string }) {
  const { t } = useTranslation('phone');
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconCopy size={14} aria-hidden />}
      onClick={() => void copyText(text()).then((copied) => toast(copied ? t('wire.copied') : t('notCopied', { text: text() })))}
    >
      {label}
    </Button>
  );
}

function Json({ label, text }: { label: string; text: string }) {
  return (
    <figure className={styles.wireJson}>
      <figcaption>{label}</figcaption>
      <pre tabIndex={0}>{pretty(text)}</pre>
    </figure>
  );
}

/** Indented when it is JSON; a body that was cut, or is none, stays as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
