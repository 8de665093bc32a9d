import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhoneBubble, PhoneGroup, PhonePerson } from '@chatloom/contract';
import { botQuery, errorLine } from '../api';
import { clearRun, setRun } from '../editor/runHighlight';
import { Button } from '../ui/Button';
import { ErrorState } from '../ui/ErrorState';
import { SkeletonList } from '../ui/Skeleton';
import { toast } from '../ui/toast';
import { AboutBar, type About } from './AboutBar';
import { ChatWindow } from './ChatWindow';
import { ClockLine } from './ClockLine';
import { Composer } from './Composer';
import { copyText } from './copyText';
import { DeveloperSwitches } from './DeveloperSwitches';
import { draftQuery } from './draftQuery';
import { findMentions, type Mentionable } from './findMentions';
import { looseOf, textOf } from './loose';
import { PersonBar } from './PersonBar';
import { usePhonePerson } from './phonePerson';
import { planTap, vanishesOnTap, type InputOption } from './planTap';
import { QuickReplies } from './QuickReplies';
import { RichMenuPane } from './RichMenuPane';
import { runOfTurns } from './runOfTurns';
import { useStartRequest } from './startRequest';
import { tapAction, type TapTarget } from './tapAction';
import { OpenedTray, type OpenTray } from './trays/OpenedTray';
import { useFlowNames } from './useFlowNames';
import { useMenuFold } from './useMenuFold';
import { usePhoneActions, usePhoneChat, usePhoneGroups, usePhonePeople } from './usePhone';
import styles from './phone.module.css';

interface Props {
  botId: string;
  /** The flow being edited: its path is lit up on the canvas and it can be started from here. */
  flowId?: string;
}

/** Try the bot as a customer: a chat window of the simulator channel, which runs the drafts. */
export default function PhonePanel({ botId, flowId }: Props) {
  const { people, person, error, refetch, isPending } = usePhonePeople(botId);
  const { groups } = usePhoneGroups(botId);
  const groupId = usePhonePerson((state) => state.groupIds[botId]);
  if (person) {
    const own = groups.filter(({ members }) => members.includes(person.userId));
    const group = own.find((one) => one.groupId === groupId);
    return <Phone key={`${person.userId} ${group?.groupId}`} botId={botId} flowId={flowId} people={people} chosen={person} groups={own} group={group} />;
  }
  if (isPending) return <SkeletonList count={1} height={480} />;
  return <ErrorState error={error} onRetry={() => void refetch()} />;
}
export { PhonePanel };

interface PhoneProps {
  botId: string;
  flowId: string | undefined;
  people: PhonePerson[];
  chosen: PhonePerson;
  /** Groups of this person, and the one looked at. */
  groups: PhoneGroup[];
  group: PhoneGroup | undefined;
}

function Phone({ botId, flowId, people, chosen, groups, group }: PhoneProps) {
  const { t } = useTranslation(['phone', 'common', 'trace', 'nodes']);
  const { chat, turns, connection, forget } = usePhoneChat(botId, chosen.userId, group?.groupId);
  const { act, reset, skip, start, stepBack } = usePhoneActions(botId, chosen.userId, group?.groupId);
  const names = useFlowNames(botId, turns);
  const bot = useQuery(botQuery(botId));
  const botName = bot.data?.name ?? '';
  const isDesktop = usePhonePerson((state) => state.desktops[botId] !== undefined);
  const [draft, setDraft] = useState('');
  const [tray, setTray] = useState<OpenTray | null>(null);
  const [spent, setSpent] = useState<string | null>(null);
  const [about, setAbout] = useState<About | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const person = chat?.person ?? chosen;
  const menu = (!isDesktop && chat?.richMenu) || undefined;
  const [isMenuOpen, setMenuOpen] = useMenuFold(menu);
  const failed = (error: unknown) => toast(errorLine(error, t as never), { tone: 'error' });
  const nameOf = (userId: string) => people.find((one) => one.userId === userId)?.displayName;

  useRunOnCanvas(botId, flowId, turns);
  useStartRequests((body) => start.mutate(body, { onError: failed }));

  const perform = (action: PhoneAction) => act.mutate(action, { onError: failed });
  const afterPostback = (option: InputOption, fillIn: string | undefined) => {
    if (option === 'openVoice') return setTray({ tray: 'image', from: 'album', anything: true });
    setMenuOpen(option === 'openRichMenu');
    if (option !== 'openKeyboard') return;
    if (fillIn !== undefined) setDraft(fillIn);
    input.current?.focus();
  };
  const tapped = (target: TapTarget) => {
    const plan = planTap(target.action, isDesktop);
    switch (plan.do) {
      case 'send':
        if ('messageId' in target && vanishesOnTap(target.action)) setSpent(target.messageId);
        perform(tapAction(target));
        if (plan.input) afterPostback(plan.input, plan.fillIn);
        return;
      case 'pickDate': {
        const { do: _do, ...bounds } = plan;
        return setTray({ tray: 'date', target, ...bounds });
      }
      case 'showLink':
        return setTray({ tray: 'link', address: plan.address });
      case 'copy':
        return void copyText(plan.text).then((copied) => toast(t(copied ? 'phone:copied' : 'phone:notCopied', { text: plan.text })));
      case 'sendImage':
        return setTray({ tray: 'image', from: plan.from });
      case 'sendLocation':
        return setTray({ tray: 'location' });
      case 'explain':
        return toast(t('phone:unknownAction', { type: plan.type }));
    }
  };

  const mentionable: Mentionable[] = group
    ? [{ name: botName }, { name: t('phone:message.everybody'), all: true }, ...people.filter(({ userId }) => userId !== person.userId && group.members.includes(userId)).map(({ userId, displayName }) => ({ name: displayName, userId }))]
    : [];
  const sendText = (text: string) => {
    if (about?.change === 'edit') perform({ type: 'edit', messageId: about.bubble.id, text });
    else {
      const mentions = findMentions(text, mentionable);
      perform({ type: 'sendText', text, ...(mentions.length > 0 ? { mentions } : {}), ...(about ? { quotedMessageId: about.bubble.id } : {}) });
    }
    setAbout(null);
  };
  const startAbout = (bubble: PhoneBubble, change: About['change']) => {
    setAbout({ bubble, change });
    if (change === 'edit') setDraft(textOf(looseOf(bubble.message), 'text') ?? '');
    input.current?.focus();
  };

  const lastBubble = chat?.bubbles.at(-1);
  // LINE on a computer shows no quick replies (FACTS §7).
  const quickReplyBubble = !isDesktop && lastBubble?.hasLiveQuickReply && lastBubble.id !== spent ? lastBubble : undefined;
  const hasLeft = group !== undefined && !group.hasBot;

  return (
    <section className={styles.phone} aria-label={t('phone:title')}>
      <PersonBar
        botId={botId}
        people={people}
        person={person}
        groups={groups}
        group={group}
        isDesktop={isDesktop}
        onStart={flowId === undefined ? undefined : () => start.mutate({ flowId }, { onError: failed })}
        onAct={perform}
        onBeacon={() => setTray({ tray: 'beacon' })}
        onStepBack={() => stepBack.mutate(undefined, { onSuccess: ({ turnIds }) => (turnIds.length > 0 ? forget(turnIds) : toast(t('phone:menu.nothingBack'))), onError: failed })}
        onReset={() => reset.mutate(undefined, { onError: failed })}
      />
      <div className={styles.frame} data-desktop={isDesktop || undefined}>
        <div className={styles.titleBar}>
          <span className={styles.titleName}>{group ? t('phone:groups.option', { name: group.name, count: group.members.length }) : botName}</span>
          {isDesktop && <span className={styles.titleState}>{t('phone:desktop')}</span>}
          {connection === 'lost' && <span className={styles.titleState} role="status">{t('phone:reconnecting')}</span>}
        </div>
        {!group && !person.isFriend && (
          <div className={styles.friendBar}>
            <span>{t(person.hasBlocked ? 'phone:friend.blocked' : 'phone:friend.notYet')}</span>
            <Button size="compact-sm" onClick={() => perform({ type: person.hasBlocked ? 'unblock' : 'follow' })} loading={act.isPending}>
              {t(person.hasBlocked ? 'phone:menu.unblock' : 'phone:menu.follow')}
            </Button>
          </div>
        )}
        {chat?.isMenuOutdated && !isDesktop && (
          <div className={styles.friendBar}>
            <span>{t('phone:richMenu.outdated')}</span>
            <Button size="compact-sm" onClick={() => perform({ type: 'reopen' })} loading={act.isPending}>{t('phone:menu.reopen')}</Button>
          </div>
        )}
        {hasLeft && <div className={styles.friendBar}>{t('phone:groups.botGone')}</div>}
        {chat ? (
          <ChatWindow
            botId={botId}
            botName={botName}
            chat={chat}
            turns={turns}
            names={names}
            nameOf={nameOf}
            onAction={(messageId, action) => tapped({ messageId, action })}
            onAct={perform}
            onQuote={(bubble) => startAbout(bubble, 'quote')}
            onEdit={(bubble) => startAbout(bubble, 'edit')}
          />
        ) : (
          <div className={styles.log} aria-busy="true" />
        )}
        {quickReplyBubble && <QuickReplies bubble={quickReplyBubble} onAction={(action) => tapped({ messageId: quickReplyBubble.id, action })} />}
        {about && (
          <AboutBar
            about={about}
            onEnd={() => {
              setAbout(null);
              if (about.change === 'edit') setDraft('');
            }}
          />
        )}
        <Composer
          draft={draft}
          onDraft={setDraft}
          inputRef={input}
          disabled={chat === null || hasLeft}
          onSend={sendText}
          names={mentionable.map(({ name }) => name)}
          onOpen={(opened) => setTray(opened === 'image' ? { tray: 'image', from: 'album', anything: true } : { tray: opened })}
        />
        {menu && <RichMenuPane botId={botId} menu={menu} isOpen={isMenuOpen} onToggle={() => setMenuOpen(!isMenuOpen)} onTap={(area, action) => tapped({ area, action })} />}
        {tray && <OpenedTray tray={tray} onClose={() => setTray(null)} perform={perform} />}
      </div>
      {chat && <ClockLine timers={chat.timers} isSkipping={skip.isPending} onSkip={() => skip.mutate(undefined, { onError: failed })} />}
      <DeveloperSwitches botId={botId} onAct={perform} />
    </section>
  );
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

