import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhoneBubble, PhoneChat, PhoneTurn } from '@chatloom/contract';
import { useFormat } from '../i18n/useFormat';
import { BubbleRow } from './BubbleRow';
import { linkTurns } from './linkTurns';
import type { Loose } from './loose';
import type { NameOf } from './textParts';
import { inputLine } from './traceWords';
import type { FlowNames } from './useFlowNames';
import { WhyPanel } from './WhyPanel';
import styles from './phone.module.css';

interface Props {
  botId: string;
  botName: string;
  chat: PhoneChat;
  turns: PhoneTurn[];
  names: FlowNames;
  nameOf: NameOf;
  onAction(messageId: string, action: Loose): void;
  onAct(action: PhoneAction): void;
  onQuote(bubble: PhoneBubble): void;
  onEdit(bubble: PhoneBubble): void;
}

/** The bubbles, oldest first, always scrolled to the newest unless the reader has scrolled up. New ones are read out. */
export function ChatWindow({ botId, botName, chat, turns, names, nameOf, onAction, onAct, onQuote, onEdit }: Props) {
  const { t } = useTranslation(['phone', 'trace']);
  const format = useFormat();
  const lines = useMemo(() => linkTurns(chat.bubbles, turns), [chat.bubbles, turns]);
  const [open, setOpen] = useState<string | null>(null);
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isLoading = useLoading(chat.loadingUntil);

  // Follow the conversation, but leave someone who reads further up where they are.
  const stick = useRef(true);
  const last = lines.at(-1)?.key;
  useLayoutEffect(() => {
    const element = log.current;
    if (element && stick.current) element.scrollTop = element.scrollHeight;
  }, [last, lines.length, isLoading]);

  // A window that became smaller (a rotated phone, a rich menu) and bubbles that grew (a picture arrived) still show the newest.
  useEffect(() => {
    const element = log.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (stick.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    if (content.current) observer.observe(content.current);
    return () => observer.disconnect();
  }, []);

  let day = '';
  return (
    <div
      ref={log}
      className={styles.log}
      role="log"
      aria-live="polite"
      aria-label={t('phone:log')}
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        stick.current = scrollHeight - scrollTop - clientHeight < 48;
      }}
    >
      <div ref={content} className={styles.lines}>
        {lines.length === 0 && <p className={styles.hello}>{t('phone:empty')}</p>}
        {lines.map((line) => {
          const at = line.kind === 'bubble' ? line.bubble.at : line.turn.at;
          const today = format.date(at);
          const isNewDay = today !== day;
          day = today;
          const whyId = `why-${line.key}`;
          const why = line.turn && { turn: line.turn, isOpen: open === line.key, id: whyId, toggle: () => setOpen(open === line.key ? null : line.key) };
          return (
            <div key={line.key} className={styles.line}>
              {isNewDay && <p className={styles.day}>{today}</p>}
              {line.kind === 'bubble' ? (
                <BubbleRow
                  botId={botId}
                  botName={botName}
                  chat={chat}
                  bubble={line.bubble}
                  why={why}
                  nameOf={nameOf}
                  onAction={(action) => onAction(line.bubble.id, action)}
                  onAct={onAct}
                  onQuote={() => onQuote(line.bubble)}
                  onEdit={() => onEdit(line.bubble)}
                />
              ) : (
                <p className={styles.event}>
                  <span>{t(`trace:${inputLine(line.turn).key}`, inputLine(line.turn).values)}</span>
                  <button type="button" className={styles.whyButton} aria-expanded={why?.isOpen} aria-controls={whyId} onClick={why?.toggle}>{t('phone:why.button')}</button>
                </p>
              )}
              {why?.isOpen && <WhyPanel turn={why.turn} names={names} id={whyId} />}
            </div>
          );
        })}
        {isLoading && (
          <div className={styles.loading} role="status">
            <span className={styles.visuallyHidden}>{t('phone:loading')}</span>
            <span className={styles.dot} aria-hidden />
            <span className={styles.dot} aria-hidden />
            <span className={styles.dot} aria-hidden />
          </div>
        )}
      </div>
    </div>
  );
}

/** Whether the three dots are shown: until the moment given, or until a message arrives and the stream clears it. */
function useLoading(until: string | null): boolean {
  const [, tick] = useState(0);
  const ends = until === null ? 0 : Date.parse(until);
  useEffect(() => {
    const left = ends - Date.now();
    if (left <= 0) return;
    const timer = setTimeout(() => tick((count) => count + 1), left + 20);
    return () => clearTimeout(timer);
  }, [ends]);
  return ends > Date.now();
}
