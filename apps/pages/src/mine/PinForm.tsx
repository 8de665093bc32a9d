import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type PageLanguage, say } from '../words';
import { howLong } from './howLong';
import { sayShop } from './sayShop';

/** Staff type their PIN on the customer's phone. Nothing is remembered, and the field is empty again after each try. */
export function PinForm({ label, language, now, pausedUntil, triesLeft, onPin }: {
  /** What it does: redeem, stamp. */
  label: string;
  language: PageLanguage;
  now: number;
  pausedUntil: string | null;
  triesLeft: number;
  /** The word that came of it. */
  onPin: (pin: string) => Promise<string>;
}) {
  const [isOpen, setOpen] = useState(false);
  const [pin, setPin] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  const pauseMs = pausedUntil === null ? 0 : Date.parse(pausedUntil) - now;
  const isPaused = pauseMs > 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isAsking || isPaused || !/^\d{4,8}$/.test(pin)) return;
    setAsking(true);
    setOutcome(await onPin(pin));
    setPin('');
    setAsking(false);
    field.current?.focus();
  };
  if (!isOpen) {
    return (
      <button type="button" className="button primary" onClick={() => setOpen(true)}>
        {label} <span className="small">({sayShop(language, 'forStaff')})</span>
      </button>
    );
  }
  const fault = isPaused ? sayShop(language, 'paused', { n: howLong(pauseMs, language) }) : outcome === 'wrongPin' || outcome === 'paused' ? sayShop(language, 'wrongPin', { n: triesLeft }) : outcome === 'network' || outcome === 'throttled' ? say(language, outcome) : '';
  return (
    <form className="box pin" onSubmit={(event) => void submit(event)}>
      <p>{sayShop(language, 'pinHelp')}</p>
      <label htmlFor={id}>{sayShop(language, 'pin')}</label>
      <input
        ref={field} id={id} type="password" inputMode="numeric" pattern="[0-9]{4,8}" maxLength={8} autoComplete="off" value={pin} aria-describedby={`${id}-fault`} aria-invalid={fault !== '' || undefined}
        onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
      />
      <p id={`${id}-fault`} className="refusal" role="alert">
        {fault}
      </p>
      <div className="actions">
        <button type="submit" className="button primary" aria-disabled={isAsking || isPaused || pin.length < 4}>
          {isAsking ? sayShop(language, 'checking') : label}
        </button>
        <button type="button" className="button" onClick={() => setOpen(false)}>
          {sayShop(language, 'cancel')}
        </button>
      </div>
    </form>
  );
}
