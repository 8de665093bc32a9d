import type { PublicDraw } from '@chatloom/contract';
import { sayDraw } from './mine/sayDraw';
import { type PageLanguage, say } from './words';

/** Prizes of a draw with their pictures, and how many are left where the host shows it. */
export function PrizeList({ prizes, losersPrize, language }: Pick<PublicDraw, 'prizes' | 'losersPrize'> & { language: PageLanguage }) {
  const number = new Intl.NumberFormat(language);
  return (
    <section>
      <h2>{say(language, 'prizes')}</h2>
      <ul className="gifts">
        {prizes.map(({ id, name, description, imageUrl, stock, left }) => (
          <li key={id} data-spent={left === 0 || undefined}>
            {imageUrl && <img src={imageUrl} alt="" loading="lazy" />}
            <div>
              <strong>{name}</strong>
              {description && <p>{description}</p>}
              {stock !== null && left !== null && <p className="small">{sayDraw(language, 'left', { n: number.format(left), name: number.format(stock) })}</p>}
            </div>
          </li>
        ))}
        {losersPrize && (
          <li>
            {losersPrize.imageUrl && <img src={losersPrize.imageUrl} alt="" loading="lazy" />}
            <div>
              <strong>{losersPrize.name}</strong>
              {losersPrize.description && <p>{losersPrize.description}</p>}
              <p className="small">{sayDraw(language, 'everybody')}</p>
            </div>
          </li>
        )}
      </ul>
    </section>
  );
}
