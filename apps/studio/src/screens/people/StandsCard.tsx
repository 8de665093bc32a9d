import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ContactDetail } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { flowsQuery, keys } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { Modal } from '../../ui/Modal';
import { NativeSelect } from '../../ui/NativeSelect';
import { toast } from '../../ui/toast';
import { useFlowSteps } from '../segments/useFlowSteps';
import list from './PeoplePage.module.css';
import styles from './PersonPage.module.css';

/** Where a person stands in a flow, with a way to end it and to put them somewhere else. */
export function StandsCard({ botId, person, name }: { botId: string; person: ContactDetail; name: string }) {
  const { t } = useTranslation(['contacts', 'people', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const [asked, setAsked] = useState<'stop' | 'move'>();
  const { session, conversationId, id: contactId } = person;
  const flow = session && flows?.find(({ id }) => id === session.flowId);
  const steps = useFlowSteps(botId, flow ? flow.id : '');
  const flowName = flow?.name ?? t('people:profile.removedFlow');
  const step = session?.nodeId && steps.find(({ value }) => value === session.nodeId)?.label;
  const stands = !session
    ? t('people:profile.standsNowhere')
    : session.waitingFor === 'answer'
      ? t('people:profile.waitsAnswer', { flow: flowName })
      : session.waitingFor === 'time'
        ? t('people:profile.waitsTime', { flow: flowName })
        : t('people:profile.inFlow', { flow: flowName });
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      toast(done);
      setAsked(undefined);
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: keys.contact(botId, contactId), exact: true });
  };
  return (
    <div className={styles.stack}>
      <div aria-live="polite">
        <p className={styles.strong}>{stands}</p>
        {session && step && flow && (
          <p className={styles.text}>
            <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId: flow.id }} search={{ node: session.nodeId! }}>
              {t('stands.step', { step })}
            </Link>
          </p>
        )}
        {session?.since && <p className={styles.text}>{t('stands.since', { ago: format.ago(session.since) })}</p>}
      </div>
      {conversationId && (
        <div className={styles.actions}>
          <Button size="xs" variant="default" onClick={() => setAsked('move')}>
            {t('stands.move')}
          </Button>
          {session && (
            <Button size="xs" variant="default" color="red" onClick={() => setAsked('stop')}>
              {t('stands.stop')}
            </Button>
          )}
        </div>
      )}
      <ConfirmWithNumber
        opened={asked === 'stop'}
        danger
        title={t('stands.stop')}
        sentence={t('stands.stopText', { name, flow: flowName })}
        verb={t('stands.stop')}
        onConfirm={() => act(() => call('POST /bots/:botId/conversations/:conversationId/stop', { params: { botId, conversationId: conversationId! } }), t('stands.stopped', { name }))}
        onClose={() => setAsked(undefined)}
      />
      <Modal opened={asked === 'move'} onClose={() => setAsked(undefined)} title={t('stands.moveTitle', { name })}>
        {asked === 'move' && (
          <MoveForm
            botId={botId}
            flows={(flows ?? []).filter(({ archivedAt }) => archivedAt === null).map(({ id, name: label }) => ({ value: id, label }))}
            onSubmit={(body) => act(() => call('POST /bots/:botId/conversations/:conversationId/start', { params: { botId, conversationId: conversationId! }, body }), t('stands.moved', { name }))}
          />
        )}
      </Modal>
    </div>
  );
}

function MoveForm({ botId, flows, onSubmit }: { botId: string; flows: { value: string; label: string }[]; onSubmit: (body: { flowId: string; nodeId?: string }) => Promise<unknown> }) {
  const { t } = useTranslation('contacts');
  const [flowId, setFlowId] = useState(flows[0]?.value ?? '');
  const [nodeId, setNodeId] = useState('');
  const [busy, setBusy] = useState(false);
  const steps = useFlowSteps(botId, flowId);
  return (
    <form
      className={list.form}
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void onSubmit({ flowId, ...(nodeId !== '' && { nodeId }) }).finally(() => setBusy(false));
      }}
    >
      <p className={styles.text}>{t('stands.moveText')}</p>
      <NativeSelect
        data-autofocus
        label={t('stands.flow')}
        value={flowId}
        data={flows}
        onChange={(event) => {
          setFlowId(event.currentTarget.value);
          setNodeId('');
        }}
      />
      <NativeSelect label={t('stands.from')} value={nodeId} data={[{ value: '', label: t('stands.begin') }, ...steps]} onChange={(event) => setNodeId(event.currentTarget.value)} />
      <div className={styles.actions}>
        <Button type="submit" loading={busy} disabled={flowId === ''}>
          {t('stands.moveNow')}
        </Button>
      </div>
    </form>
  );
}
