import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { textOf, type Loose } from '../loose';
import { ShrinkToFit } from './ShrinkToFit';
import styles from '../phone.module.css';

/** Called with the LINE action object a person tapped. */
export type OnAction = (action: Loose) => void;

/** The words on a button; an action without a label is read as what it says or where it goes. */
export function actionLabel(action: Loose): string | undefined {
  for (const field of ['label', 'displayText', 'text', 'uri', 'type']) {
    const words = textOf(action, field);
    if (words !== undefined && words.trim() !== '') return words;
  }
  return undefined;
}

/** A button of a message: its label, and the action it performs. */
export function ActionButton({ action, onAction, className, style, path, shrinks = false }: ButtonProps) {
  const { t } = useTranslation('phone');
  const words = actionLabel(action) ?? t('message.tap');
  return (
    <button type="button" className={className} style={style} data-flex={path} onClick={() => onAction(action)}>
      {shrinks ? <ShrinkToFit>{words}</ShrinkToFit> : words}
    </button>
  );
}

interface ButtonProps {
  action: Loose;
  onAction: OnAction;
  className?: string | undefined;
  style?: CSSProperties;
  /** Its place in a Flex container. */
  path?: string;
  /** Letters become smaller until the words fit on one line. */
  shrinks?: boolean;
}

interface AreaProps {
  action: Loose | undefined;
  onAction: OnAction;
  children: ReactNode;
  className?: string | undefined;
  style?: CSSProperties;
  dir?: 'ltr' | 'rtl';
  /** Its place in a Flex container. */
  path?: string;
}

/**
 * A part of a message that can be tapped as a whole, such as a picture, a box or a bubble. The real button lies below the part
 * instead of around it, because buttons may stand inside (a control inside a control is unreachable for many readers); what is
 * drawn above lets taps through to it. Below, so that whatever is painted later lies above what came earlier (FACTS §8).
 */
export function ActionArea({ action, onAction, children, className, style, dir, path }: AreaProps) {
  const { t } = useTranslation('phone');
  const tappable = action !== undefined && textOf(action, 'type') !== undefined;
  return (
    <div
      className={[className, tappable && styles.tappable].filter(Boolean).join(' ') || undefined}
      style={tappable ? { ...style, position: style?.position ?? 'relative' } : style}
      dir={dir}
      data-flex={path}
    >
      {tappable && (
        <button type="button" className={styles.areaButton} aria-label={actionLabel(action) ?? t('message.tap')} onClick={() => onAction(action)} />
      )}
      {children}
    </div>
  );
}
