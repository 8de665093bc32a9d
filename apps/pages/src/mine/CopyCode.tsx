import { useState } from 'react';
import { type PageLanguage, say } from '../words';
import { sayDraw } from './sayDraw';

/** A code to be used elsewhere: large, to be selected, and a button that copies it. */
export function CopyCode({ code, language }: { code: string; language: PageLanguage }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    // Not allowed on some phones: then the code can still be selected.
    setCopied(await navigator.clipboard.writeText(code).then(() => true, () => false));
  };
  return (
    <p className="code">
      <span className="hidden">{say(language, 'told', { name: sayDraw(language, 'code'), n: '' })}</span>
      <code>{code}</code>
      <button type="button" className="button" onClick={() => void copy()}>
        {sayDraw(language, isCopied ? 'copied' : 'copy')}
        <span className="hidden"> {code}</span>
      </button>
    </p>
  );
}
