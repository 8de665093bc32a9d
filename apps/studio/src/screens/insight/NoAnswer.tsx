import { useTranslation } from 'react-i18next';
import styles from './insight.module.css';

/** States the words `insight:states.<state>` exist for. */
const KNOWN = ['notReady', 'outOfService', 'notAllowed', 'unauthorized', 'unreachable', 'tooFast', 'notFound', 'refused'];

/** Why LINE's numbers are not there, and what to do. */
export function NoAnswer({ state }: { state: string }) {
  const { t } = useTranslation('insight');
  return <p className={styles.noAnswer}>{t(`states.${KNOWN.includes(state) ? state : 'refused'}`)}</p>;
}
