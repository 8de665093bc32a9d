import { config } from 'zod/v4/core';
import './ui/base.css';
import './ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/i18n';
import { Root } from './Root';

// Zod would try `new Function` for speed; the content security policy forbids it and reports every try.
config({ jitless: true });

void startI18n().then(() => createRoot(document.getElementById('root')!).render(<Root />));
