import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { Group } from '../../ui/Group';
import { Modal } from '../../ui/Modal';
import type { ImportProblem } from './useFlowActions';
import styles from './ImportFaults.module.css';

/** A long list helps nobody: the first faults usually cause the rest. */
const SHOWN = 20;

/** Why a file could not be imported, one sentence for each fault. */
export default function ImportFaults({ problem, onClose }: { problem: ImportProblem; onClose: () => void }) {
  const { t } = useTranslation(['flows', 'problems', 'common']);
  return (
    <Modal opened onClose={onClose} title={t('importFailed.title')}>
      {problem.faults === 'notJson' ? (
        <p>{t('importFailed.notJson', { file: problem.file })}</p>
      ) : (
        <>
          <p>{t('importFailed.faults', { file: problem.file })}</p>
          <ul className={styles.list}>
            {problem.faults.slice(0, SHOWN).map((fault, index) => (
              // The server's English sentence stands in for codes without words of ours.
              <li key={index}>{t(`problems:${fault.code}`, { defaultValue: fault.message, ...fault.params })}</li>
            ))}
          </ul>
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>{t('common:close')}</Button>
      </Group>
    </Modal>
  );
}
