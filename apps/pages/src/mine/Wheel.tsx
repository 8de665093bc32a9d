import { useEffect, useMemo, useRef, useState } from 'react';
import { say } from '../words';
import { type Field, fieldsOf, turnTo } from './fieldsOf';
import { sayDraw } from './sayDraw';
import type { ToyProps } from './toy';
import { useStillMotion } from './useStillMotion';

const RADIUS = 100;
/** Where names begin, measured from the centre. */
const NAME_AT = 94;
const NAME_LENGTH = 14;

/** The wheel: it turns only when the server has said what was won, and stops there. Without motion the result is told at once. */
export function Wheel({ page, language, outcome, isShown, isAsking, canTry, onTry, onShown }: ToyProps) {
  const fields = useMemo(() => fieldsOf(page), [page.prizes]);
  const [angle, setAngle] = useState(0);
  const isStill = useStillMotion();
  const shown = useRef(onShown);
  shown.current = onShown;
  const attempt = outcome?.attempt;
  const prizeId = outcome?.prizeId ?? null;
  useEffect(() => {
    if (attempt === undefined) return;
    setAngle((before) => turnTo(fields, prizeId, before, Math.random()));
    // Told by the end of the transition; and by time, should the browser not tell (the page was in the background).
    const timer = setTimeout(() => shown.current(), isStill ? 0 : TURNING_MS + 500);
    return () => clearTimeout(timer);
  }, [attempt, prizeId, fields, isStill]);
  const isTurning = outcome !== null && !isShown;
  return (
    <section className="toy">
      <div className="wheel" data-turning={isTurning || undefined}>
        <svg viewBox="-104 -112 208 216" role="img" aria-label={sayDraw(language, 'wheel')}>
          <g className="disc" style={{ transform: `rotate(${angle}deg)` }} onTransitionEnd={() => shown.current()}>
            {fields.map((field, index) => (
              <g key={index} data-colour={field === null ? 'none' : (page.prizes.findIndex(({ id }) => id === field) % COLOURS) + 1}>
                <path d={pieceOf(index, fields.length)} />
                <text transform={`rotate(${((index + 0.5) * 360) / fields.length - 90}) translate(${NAME_AT} 0)`} textAnchor="end" dominantBaseline="central" fontSize={fields.length > 14 ? 7 : 9.5}>
                  {nameOf(field, page, language)}
                </text>
              </g>
            ))}
          </g>
          <circle className="hub" r="13" />
          <path className="pointer" d="M-9 -110h18L0 -90z" />
        </svg>
      </div>
      <button type="button" className="button primary" onClick={onTry} aria-disabled={!canTry || isAsking || isTurning}>
        {isAsking || isTurning ? sayDraw(language, 'turning') : sayDraw(language, 'spin')}
      </button>
      <p className="small">{sayDraw(language, 'equalParts')}</p>
      <ul className="hidden">
        {[...new Set(fields)].map((field) => (
          <li key={field ?? ''}>{say(language, 'told', { name: sayDraw(language, 'wheel'), n: fullNameOf(field, page, language) })}</li>
        ))}
      </ul>
    </section>
  );
}

/** `--turning` of mine.css. */
const TURNING_MS = 4_500;
const COLOURS = 5;

/** A piece of the disc, clockwise from the top. */
function pieceOf(index: number, count: number): string {
  const at = (part: number) => {
    const angle = (part / count) * 2 * Math.PI - Math.PI / 2;
    return `${(Math.cos(angle) * RADIUS).toFixed(2)} ${(Math.sin(angle) * RADIUS).toFixed(2)}`;
  };
  return `M0 0L${at(index)}A${RADIUS} ${RADIUS} 0 0 1 ${at(index + 1)}z`;
}

function fullNameOf(field: Field, page: ToyProps['page'], language: ToyProps['language']): string {
  if (field === null) return page.losersPrize?.name ?? sayDraw(language, 'nothing');
  return page.prizes.find(({ id }) => id === field)?.name ?? field;
}

function nameOf(field: Field, page: ToyProps['page'], language: ToyProps['language']): string {
  const letters = [...new Intl.Segmenter(language).segment(fullNameOf(field, page, language))].map(({ segment }) => segment);
  // Letters of CJK are twice as wide.
  const room = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(letters.join('')) ? NAME_LENGTH / 2 + 1 : NAME_LENGTH;
  return letters.length > room ? `${letters.slice(0, room - 1).join('')}…` : letters.join('');
}
