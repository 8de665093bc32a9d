import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhonePerson } from '@chatloom/contract';
import { botQuery, errorLine } from '../api';
import { clearRun, setRun } from '../editor/runHighlight';
import { Button } from '../ui/Button';
import { ErrorState } from '../ui/ErrorState';
import { SkeletonList } from '../ui/Skeleton';
import { toast } from '../ui/toast';
import { ChatWindow } from './ChatWindow';
import { ClockLine } from './ClockLine';
import { Composer, type Tray as ComposerTray } from './Composer';
import { DeveloperSwitches } from './DeveloperSwitches';
import { draftQuery } from './draftQuery';
import type { Loose } from './loose';
import { PersonBar } from './PersonBar';
import { momentParams, planTap, vanishesOnTap, type DateMode } from './planTap';
import { QuickReplies } from './QuickReplies';
import { runOfTurns } from './runOfTurns';
import { useStartRequest } from './startRequest';
import { DateTray } from './trays/DateTray';
import { ImageTray } from './trays/ImageTray';
import { LinkTray } from './trays/LinkTray';
import { LocationTray } from './trays/LocationTray';
import { StickerTray } from './trays/StickerTray';
import { useFlowNames } from './useFlowNames';
import { usePhoneActions, usePhoneChat, usePhonePeople } from './usePhone';
import styles from './phone.module.css';

interface Props {
  botId: string;
  /** The flow being edited: its path is lit up on the canvas and it can be started from here. */
  flowId?: string;
}

/** Try the bot as a customer: a chat window of the simulator channel, which runs the drafts. */
export default function PhonePanel({ botId, flowId }: Props) {
  const { people, person, error, refetch, isPending } = usePhonePeople(botId);
  if (person) return <Phone key={person.userId} botId={botId} flowId={flowId} people={people} chosen={person} />;
  if (isPending) return <SkeletonList count={1} height={480} />;
  return <ErrorState error={error} onRetry={() => void refetch()} />;
}
export { PhonePanel };

type OpenTray =
  | { tray: ComposerTray; from: 'camera' | 'album' }
  | { tray: 'date'; messageId: string; action: Loose; mode: DateMode; initial?: string; min?: string; max?: string }
  | { tray: 'link'; address: string };

function Phone({ botId, flowId, people, chosen }: { botId: string; flowId: string | undefined; people: PhonePerson[]; chosen: PhonePerson }) {
  const { t } = useTranslation(['phone', 'common', 'trace', 'nodes']);
  const { chat, turns, connection } = usePhoneChat(botId, chosen.userId);
  const { act, reset, skip, start } = usePhoneActions(botId, chosen.userId);
  const names = useFlowNames(botId, turns);
  const bot = useQuery(botQuery(botId));
  const botName = bot.data?.name ?? '';
  const [draft, setDraft] = useState('');
  const [tray, setTray] = useState<OpenTray | null>(null);
  const [spent, setSpent] = useState<string | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const person = chat?.person ?? chosen;
  const failed = (error: unknown) => toast(errorLine(error, t as never), { tone: 'error' });

  useRunOnCanvas(botId, flowId, turns);
  useStartRequests((body) => start.mutate(body, { onError: failed }));

  const perform = (action: PhoneAction) => act.mutate(action, { onError: failed });
  const tapped = (messageId: string, action: Loose) => {
    const plan = planTap(action);
    switch (plan.do) {
      case 'send':
        if (vanishesOnTap(action)) setSpent(messageId);
        perform({ type: 'tap', messageId, action: action as never });
        if (plan.fillIn !== undefined) setDraft(plan.fillIn);
        if (plan.openKeyboard) input.current?.focus();
        return;
      case 'pickDate': {
        const { do: _do, ...bounds } = plan;
        return setTray({ tray: 'date', messageId, action, ...bounds });
      }
      case 'showLink':
        return setTray({ tray: 'link', address: plan.address });
      case 'copy':
        return void copyText(plan.text).then((copied) => toast(t(copied ? 'phone:copied' : 'phone:notCopied', { text: plan.text })));
      case 'sendImage':
        return setTray({ tray: 'image', from: plan.from });
      case 'sendLocation':
        return setTray({ tray: 'location', from: 'album' });
      case 'explain':
        return toast(t('phone:unknownAction', { type: plan.type }));
    }
  };

  const lastBubble = chat?.bubbles.at(-1);
  const quickReplyBubble = lastBubble?.hasLiveQuickReply && lastBubble.id !== spent ? lastBubble : undefined;
  const isOffline = connection === 'lost';

  return (
    <section className={styles.phone} aria-label={t('phone:title')}>
      <PersonBar
        botId={botId}
        people={people}
        person={person}
        onStart={flowId === undefined ? undefined : () => start.mutate({ flowId }, { onError: failed })}
        onAct={perform}
        onReset={() => reset.mutate(undefined, { onError: failed })}
      />
      <div className={styles.frame}>
        <div className={styles.titleBar}>
          <span className={styles.titleName}>{botName}</span>
          {isOffline && <span className={styles.titleState} role="status">{t('phone:reconnecting')}</span>}
        </div>
        {!person.isFriend && (
          <div className={styles.friendBar}>
            <span>{t(person.hasBlocked ? 'phone:friend.blocked' : 'phone:friend.notYet')}</span>
            <Button size="compact-sm" onClick={() => perform({ type: person.hasBlocked ? 'unblock' : 'follow' })} loading={act.isPending}>
              {t(person.hasBlocked ? 'phone:menu.unblock' : 'phone:menu.follow')}
            </Button>
          </div>
        )}
        {chat ? <ChatWindow botId={botId} botName={botName} chat={chat} turns={turns} names={names} onAction={tapped} /> : <div className={styles.log} aria-busy="true" />}
        {quickReplyBubble && <QuickReplies bubble={quickReplyBubble} onAction={(action) => tapped(quickReplyBubble.id, action)} />}
        <Composer
          draft={draft}
          onDraft={setDraft}
          inputRef={input}
          disabled={chat === null}
          onSend={(text) => perform({ type: 'sendText', text })}
          onOpen={(opened) => setTray({ tray: opened, from: 'album' })}
        />
        {tray && <OpenedTray tray={tray} onClose={() => setTray(null)} perform={perform} />}
      </div>
      {chat && <ClockLine timers={chat.timers} isSkipping={skip.isPending} onSkip={() => skip.mutate(undefined, { onError: failed })} />}
      <DeveloperSwitches botId={botId} onAct={perform} />
    </section>
  );
}

function OpenedTray({ tray, onClose, perform }: { tray: OpenTray; onClose(): void; perform(action: PhoneAction): void }) {
  const send = (action: PhoneAction) => {
    onClose();
    perform(action);
  };
  switch (tray.tray) {
    case 'date':
      return (
        <DateTray
          mode={tray.mode}
          initial={tray.initial}
          min={tray.min}
          max={tray.max}
          onClose={onClose}
          onPick={(moment) => send({ type: 'tap', messageId: tray.messageId, action: tray.action as never, params: momentParams(moment, tray.mode) })}
        />
      );
    case 'link':
      return <LinkTray address={tray.address} onClose={onClose} />;
    case 'image':
      return <ImageTray from={tray.from} onClose={onClose} onPick={(picture) => send({ type: 'sendImage', ...picture })} />;
    case 'location':
      return (
        <LocationTray
          onClose={onClose}
          onPick={({ title, address, latitude, longitude }) => send({ type: 'sendLocation', latitude, longitude, ...(title === '' ? {} : { title }), ...(address === '' ? {} : { address }) })}
        />
      );
    case 'sticker':
      return <StickerTray onClose={onClose} onPick={(sticker) => send({ type: 'sendSticker', ...sticker })} />;
  }
}

/** Lights up on the canvas where the conversation went. */
function useRunOnCanvas(botId: string, flowId: string | undefined, turns: ReturnType<typeof usePhoneChat>['turns']): void {
  const lastTurnId = turns.at(-1)?.id;
  // The draft may have changed since the page loaded it; a turn is the moment its edges are needed.
  const flow = useQuery({ ...draftQuery(botId, flowId ?? ''), enabled: flowId !== undefined });
  const document = flow.data;
  const run = useMemo(() => (flowId === undefined || !document ? null : runOfTurns(turns, flowId, document)), [turns, flowId, document]);
  const { refetch } = flow;
  useEffect(() => {
    if (flowId !== undefined && lastTurnId !== undefined) void refetch();
  }, [flowId, lastTurnId, refetch]);
  useEffect(() => {
    if (run) setRun(run);
    else clearRun();
  }, [run]);
  useEffect(() => () => clearRun(), []);
}

/** Carries out "test from here", also when it was asked for before the phone was there. */
function useStartRequests(start: (body: { flowId: string; nodeId?: string }) => void): void {
  const request = useStartRequest((state) => state.request);
  const take = useStartRequest((state) => state.take);
  const latest = useRef(start);
  latest.current = start;
  useEffect(() => {
    const taken = request && take();
    if (taken) latest.current(taken);
  }, [request, take]);
}

/** Puts text on the clipboard; `false` when the browser does not let us. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
