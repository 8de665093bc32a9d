import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { VisuallyHidden } from '../../../ui/VisuallyHidden';
import { useFormat } from '../../../i18n/useFormat';
import type { BingoDetail } from './bingoQueries';
import { calledAs, itemsOf } from './ballLabel';
import styles from './bingo.module.css';
import { newsCost } from './newsCost';
import { NextCall } from './NextCall';
import type { useBingoActions } from './useBingoActions';

/** The host's desk: the ball called last, the next call, the board, and who is near. */
export function BingoBoard({ game, actions }: { game: BingoDetail; actions: ReturnType<typeof useBingoActions> }) {
  const { t, i18n } = useTranslation('bingo');
  const format = useFormat();
  const [speaks, setSpeaks] = useState(false);
  const { document, host, state } = game;
  const last = host.calls.at(-1);
  const lastLabel = last && calledAs(document, last.item);
  const called = new Set(host.calls.map(({ item }) => item));
  const prize = document.prizes.find(({ id }) => id === host.prizeId);
  const isRunning = state === 'running';
  const cost = newsCost(document, game.players);
  const byEvent = document.calls.by === 'event';
  const next = useRef<HTMLButtonElement>(null);
  const hasBegun = useRef(false);
  const begin = () => {
    hasBegun.current = true;
    void actions.start();
  };
  // The button that began the game is gone: whoever works by keyboard goes on with the first call.
  useEffect(() => {
    if (!isRunning || !hasBegun.current) return;
    hasBegun.current = false;
    next.current?.focus();
  }, [isRunning]);
  const allCalled = called.size === itemsOf(document).length;
  // Buttons that cannot do anything now keep the focus: a host who calls by keyboard would lose their place with every call.
  const unable = (isUnable: boolean) => (isUnable ? { 'aria-disabled': true, 'data-disabled': true } : {});
  const call = (item?: number) => {
    if (!actions.isBusy && !allCalled && !(item !== undefined && called.has(item))) void actions.callNext(host.calls.length, item);
  };
  useEffect(() => {
    if (!speaks || lastLabel === undefined || !('speechSynthesis' in window)) return;
    const words = new SpeechSynthesisUtterance(lastLabel);
    words.lang = i18n.language;
    window.speechSynthesis.speak(words);
  }, [speaks, lastLabel, i18n.language]);
  return (
    <Card
      title={state === 'joining' ? t('host.joining') : state === 'ended' ? t('host.ended') : t('host.round', { round: game.round, rounds: document.rounds })}
      aside={
        'speechSynthesis' in window && (
          <Button variant={speaks ? 'light' : 'subtle'} leftSection={speaks ? <IconVolume size={18} aria-hidden /> : <IconVolumeOff size={18} aria-hidden />} aria-pressed={speaks} onClick={() => setSpeaks(!speaks)}>
            {t('host.soundOn')}
          </Button>
        )
      }
    >
      <div className={styles.desk}>
        {/* A new key lets each ball come in anew. */}
        <p className={styles.ball} key={host.calls.length} data-long={(lastLabel?.length ?? 0) > 5 || undefined}>
          {lastLabel ?? '…'}
        </p>
        {/* Stays while balls come and go: only a change inside is read out. */}
        <VisuallyHidden role="status">{lastLabel === undefined ? '' : t('host.said', { item: lastLabel, count: host.reaching.count })}</VisuallyHidden>
        <dl className={styles.facts}>
          <div>
            <dt>{t('host.players')}</dt>
            <dd>{format.number(game.players)}</dd>
          </div>
          <div>
            <dt>{t('host.called')}</dt>
            <dd>
              {format.number(host.calls.length)} / {format.number(itemsOf(document).length)}
            </dd>
          </div>
          <div>
            <dt>{t('host.playingFor')}</dt>
            <dd>{isRunning && prize ? prize.name : '–'}</dd>
          </div>
          <div>
            <dt>{t('host.reaching')}</dt>
            <dd>{format.number(host.reaching.count)}</dd>
          </div>
        </dl>
      </div>
      {host.reaching.count > 0 && isRunning && <p className={styles.near}>{t('host.near', { names: host.reaching.people.slice(0, 8).map(({ displayName }) => displayName ?? t('nameless')).join(', '), count: host.reaching.count })}</p>}
      {host.waiting.map(({ contactId, displayName, until }) => (
        <p key={contactId} className={styles.near} role="status">
          {t('host.waiting', { name: displayName ?? t('nameless'), until: format.time(until) })}
        </p>
      ))}
      {(state === 'joining' || state === 'between') && document.news !== 'none' && (
        <p className={styles.near}>{cost.perCall > 0 ? t('host.newsEachCall', { count: cost.perCall, most: format.number(cost.inAll) }) : t('host.newsWinners', { count: cost.inAll })}</p>
      )}
      <div className={styles.actions}>
        {(state === 'joining' || state === 'between') && (
          <Button {...unable(actions.isBusy)} onClick={() => !actions.isBusy && begin()}>
            {t(state === 'joining' ? 'host.start' : 'host.nextRound')}
          </Button>
        )}
        {isRunning && !byEvent && (
          <>
            <Button ref={next} size="md" {...unable(allCalled)} onClick={() => call()}>
              {t('host.call')}
            </Button>
            <Button variant="default" {...unable(!host.canUndo)} onClick={() => host.canUndo && !actions.isBusy && void actions.undo(host.calls.length)}>
              {t('host.undo')}
            </Button>
          </>
        )}
        {isRunning && host.nextCallAt && <NextCall at={host.nextCallAt} />}
      </div>
      {isRunning && byEvent && <p className={styles.near}>{t('host.byEvent')}</p>}
      {isRunning && !byEvent && (
        <>
          <h3 className={styles.boardTitle}>{t('host.board')}</h3>
          <ol className={styles.board} data-words={document.card.type === 'list' || undefined}>
            {itemsOf(document).map((label, item) => (
              <li key={item}>
                <button type="button" data-called={called.has(item) || undefined} aria-pressed={called.has(item)} aria-disabled={called.has(item) || undefined} title={t('host.callThis', { item: label })} onClick={() => call(item)}>
                  {label}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}
