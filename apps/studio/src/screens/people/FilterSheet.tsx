import type { Segment } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { ButtonLink } from '../../ui/ButtonLink';
import { Modal } from '../../ui/Modal';
import { LiveCount } from '../segments/LiveCount';
import { SegmentBuilder } from '../segments/SegmentBuilder';
import { isFinished, newPartId, newRule, toSegment, toTree } from '../segments/segmentDraft';
import { useLiveCount } from '../segments/useLiveCount';
import styles from './PeoplePage.module.css';

interface Props {
  botId: string;
  opened: boolean;
  filter: Segment | undefined;
  onApply: (filter: Segment | undefined) => void;
  onClose: () => void;
}

/** Narrowing the list down by rules, with the figure beside; from here they can become a saved segment. */
export function FilterSheet({ opened, ...props }: Props) {
  const { t } = useTranslation('contacts');
  return (
    <Modal opened={opened} onClose={props.onClose} title={t('list.filter')} size={860}>
      {opened && <Filter {...props} />}
    </Modal>
  );
}

function Filter({ botId, filter, onApply, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['contacts', 'segments']);
  const [tree, setTree] = useState(() => (filter ? toTree(filter) : { id: newPartId(), match: 'all' as const, parts: [{ id: newPartId(), rule: newRule('tag') }] }));
  const finished = isFinished(tree);
  const segment = toSegment(tree);
  const live = useLiveCount(botId, finished ? segment : null);
  const apply = (wanted: Segment | undefined) => {
    onApply(wanted);
    onClose();
  };
  return (
    <div className={styles.sheet}>
      <SegmentBuilder botId={botId} tree={tree} problems={live.problems} onChange={setTree} />
      <LiveCount live={live} />
      <div className={styles.actions}>
        <Button disabled={!finished} onClick={() => apply(segment.items.length > 0 ? segment : undefined)}>
          {t('list.apply')}
        </Button>
        {filter && (
          <Button variant="default" onClick={() => apply(undefined)}>
            {t('list.noFilter')}
          </Button>
        )}
        {finished && segment.items.length > 0 && (
          <ButtonLink variant="subtle" to="/b/$botId/people/segments/new" params={{ botId }} search={{ filter: segment }}>
            {t('list.asSegment')}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
