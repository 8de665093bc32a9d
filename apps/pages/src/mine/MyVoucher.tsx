import type { PersonalVoucher } from '@chatloom/contract';
import { useEffect, useRef, useState } from 'react';
import { QrCode } from '../QrCode';
import { timeLeft } from '../timeLeft';
import type { Act } from '../useMyPage';
import { whenOf } from '../whenOf';
import { type PageLanguage, say } from '../words';
import { howLong } from './howLong';
import { LiveClock } from './LiveClock';
import './mine.css';
import { PinForm } from './PinForm';
import { sayShop } from './sayShop';
import { Terms } from './Terms';
import { useServerNow } from './useServerNow';

/** A voucher in somebody's hands: what it is worth, its code for the shop, and, once used, when; with a clock that no picture has. */
export function MyVoucher({ page, language, act }: { page: PersonalVoucher; language: PageLanguage; act: Act }) {
  const now = useServerNow(page.now);
  const [wasUsedHere, setUsedHere] = useState(false);
  const { state, timeZone, code } = page;
  const card = useRef<HTMLElement>(null);
  // The form is gone: what came of it is read next.
  useEffect(() => {
    if (wasUsedHere) card.current?.focus();
  }, [wasUsedHere]);
  const redeem = async (pin: string) => {
    const { outcome } = await act({ do: 'redeem', pin });
    if (outcome === 'redeemed') setUsedHere(true);
    return outcome;
  };
  return (
    <main className="mine">
      <header>
        <p className="bot">{page.botName}</p>
        <h1>{page.title}</h1>
        {page.displayName !== null && <p className="status">{say(language, 'forName', { name: page.displayName })}</p>}
      </header>
      <section className="voucher" data-state={state} ref={card} tabIndex={-1} aria-labelledby="voucher-state">
        {page.imageUrl && <img src={page.imageUrl} alt="" />}
        {page.value && <p className="worth">{page.value}</p>}
        {page.text && <p className="lines">{page.text}</p>}
        <p className="stateWord" id="voucher-state" role="status">
          {wasUsedHere && state === 'redeemed' ? sayShop(language, 'redeemed') : sayShop(language, state === 'issued' ? 'good' : state === 'redeemed' ? 'used' : 'expired')}
        </p>
        {state === 'redeemed' && page.redeemedAt !== null && (
          <>
            <p>
              {sayShop(language, 'usedAt', { n: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone }).format(new Date(page.redeemedAt)) })}
              {page.shop !== null && ` ${sayShop(language, 'inShop', { name: page.shop })}`}
            </p>
            <p className="ago">{sayShop(language, 'usedAgo', { n: howLong(now - Date.parse(page.redeemedAt), language) })}</p>
          </>
        )}
        {state === 'issued' && (
          <>
            <QrCode text={code} label={sayShop(language, 'qr')} />
            <p className="small">{sayShop(language, 'yourCode')}</p>
            <p className="bigCode">
              <code>{code}</code>
            </p>
          </>
        )}
        {page.expiresAt !== null && state !== 'redeemed' && (
          <p className="small">
            {say(language, 'till', { n: whenOf(page.expiresAt, language, timeZone) })} {state === 'issued' && <strong>{timeLeft(Date.parse(page.expiresAt) - now, language)}</strong>}
          </p>
        )}
        <LiveClock now={now} language={language} timeZone={timeZone} />
      </section>
      {state === 'issued' && page.takesPin && <PinForm label={sayShop(language, 'redeem')} language={language} now={now} pausedUntil={page.pausedUntil} triesLeft={page.triesLeft} onPin={redeem} />}
      <Terms text={page.terms} language={language} />
    </main>
  );
}
