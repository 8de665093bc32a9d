import { type PageLanguage, say } from '../words';
import { sayDraw } from './sayDraw';

/** Terms to be read; with `onAgree` also to be agreed to before anything else. */
export function Terms({ text, language, onAgree }: { text: string; language: PageLanguage; onAgree?: () => void }) {
  if (text === '') return null;
  if (!onAgree) {
    return (
      <details className="check">
        <summary>{say(language, 'terms')}</summary>
        <p className="lines">{text}</p>
      </details>
    );
  }
  return (
    <section className="box" aria-label={say(language, 'terms')}>
      <h2>{say(language, 'terms')}</h2>
      {/* Long ones are scrolled, by keyboard too. */}
      <div className="lines scrolled" tabIndex={0} role="group" aria-label={say(language, 'terms')}>
        {text}
      </div>
      <button type="button" className="button primary" onClick={onAgree}>
        {sayDraw(language, 'agree')}
      </button>
    </section>
  );
}
