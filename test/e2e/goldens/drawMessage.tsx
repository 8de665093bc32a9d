import i18next from 'i18next';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { looseOf } from '../../../apps/studio/src/phone/loose';
import { MessageBody } from '../../../apps/studio/src/phone/messages/MessageBody';
import phone from '../../../apps/studio/src/i18n/en/phone.json';

const studio = join(__dirname, '../../../apps/studio/src');
const sheet = (path: string) => readFileSync(join(studio, path), 'utf8');
const names: Record<string, string> = { [`U${'a'.repeat(32)}`]: 'Ann', [`U${'b'.repeat(32)}`]: 'Bob' };

/**
 * A page with messages as the phone draws them, each in an element `[data-message]`. Whatever is measured in it must not depend on
 * the fonts of the machine: widths of words do, heights of lines do not.
 */
export function drawMessages(messages: { name: string; message: object; mine?: boolean }[], width = 560): string {
  const i18n = i18next.createInstance();
  void i18n.use(initReactI18next).init({ lng: 'en', fallbackLng: false, defaultNS: 'phone', resources: { en: { phone } }, interpolation: { escapeValue: false }, initAsync: false });
  const drawn = messages.map(({ name, message, mine = false }) =>
    renderToStaticMarkup(
      <I18nextProvider i18n={i18n}>
        <p className="senderName">{name}</p>
        <div data-message={name} className="bubbleColumn" style={{ maxWidth: '100%', marginBottom: 16 }}>
          <MessageBody message={looseOf(message)} mine={mine} onAction={() => {}} nameOf={(userId) => names[userId]} />
        </div>
      </I18nextProvider>,
    ),
  );
  const reset = '*,*::before,*::after{box-sizing:border-box} body{margin:0;font:14px/1.5 sans-serif} input,button{font:inherit;text-transform:none}';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>${reset}${sheet('ui/tokens.css')}${sheet('phone/phone.module.css')}</style></head>
<body><div class="frame" style="width:${width + 24}px;border-radius:0"><div class="log" style="display:block">${drawn.join('\n')}</div></div></body></html>`;
}
