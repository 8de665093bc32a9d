import { nodeEditors } from '@chatloom/nodes/editor';
import { IconAlertTriangle, IconPhoto, IconPlus } from '@tabler/icons-react';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import type { NodeType } from '@chatloom/nodes/definitions';
import type { ProblemSeverity } from '@chatloom/flow';
import { shownPicture } from '../../pictures/shownPicture';
import { CARD, portPlaces, type CardModel, type CardPort } from '../model/cardModel';
import { useEditorWords } from '../editorContext';
import styles from './Card.module.css';

/** How a card stands out: in a try-out, or between two versions. */
export type CardLight = 'dimmed' | 'visited' | 'current' | 'added' | 'changed' | 'removed';

/** Everything the card draws; equal values must be the same object, so that only changed cards are drawn again. */
export interface CardData extends Record<string, unknown> {
  model: CardModel;
  /** Ids of connected exits, joined by a space. */
  connected: string;
  badge?: { severity: ProblemSeverity; count: number };
  light?: CardLight;
  /** Why the wire in hand may not end here. */
  refusal?: string;
  /** The text is being changed on the card itself. */
  editing?: string;
}
export type CardNode = Node<CardData, 'card'>;

/**
 * One step on the canvas. Plain elements and a CSS module only: a kit part in here would be made a thousand times.
 */
export const Card = memo(function Card({ id, data, selected }: NodeProps<CardNode>) {
  const { model, badge, light, refusal } = data;
  const words = useEditorWords();
  const connected = new Set(data.connected.split(' '));
  const Icon = nodeEditors[model.type as NodeType]?.icon ?? IconAlertTriangle;
  const classes = [styles.card, selected && styles.selected, light && styles[light], refusal && styles.refused].filter(Boolean).join(' ');
  return (
    <div className={classes} title={refusal}>
      {!model.isTrigger && <Handle id="in" type="target" position={Position.Left} style={{ top: CARD.targetY }} />}
      <div className={styles.head}>
        <span className={styles.tile} style={{ background: `var(--cl-kind-${model.kind})` }}>
          <Icon size={18} stroke={1.8} aria-hidden />
        </span>
        <div className={styles.names}>
          {model.title ? (
            <>
              <div className={styles.kind}>{model.kindWord}</div>
              <div className={styles.title}>{model.title}</div>
            </>
          ) : (
            <>
              <div className={styles.kind}>{words.kind(model.kind)}</div>
              <div className={styles.title}>{model.kindWord}</div>
            </>
          )}
        </div>
        {badge && (
          <span className={`${styles.badge} ${styles[badge.severity]}`} aria-label={words.t('canvas.problemCount', { count: badge.count })} role="img">
            <IconAlertTriangle size={13} stroke={2} aria-hidden />
            {badge.count}
          </span>
        )}
      </div>
      {(model.picture !== undefined || model.lines > 0 || data.editing !== undefined) && (
        <div className={styles.box}>
          {model.picture !== undefined && <Picture address={model.picture} />}
          {data.editing !== undefined ? (
            <CardText nodeId={id} text={data.editing} />
          ) : (
            model.lines > 0 && (
              <div className={styles.words}>
                <div className={styles.text} style={{ height: model.lines * CARD.lineHeight, WebkitLineClamp: model.lines }}>
                  {model.text}
                </div>
              </div>
            )
          )}
        </div>
      )}
      <Ports nodeId={id} model={model} connected={connected} />
    </div>
  );
});

function Ports({ nodeId, model, connected }: { nodeId: string; model: CardModel; connected: ReadonlySet<string> }) {
  const words = useEditorWords();
  const places = new Map(portPlaces(model).map((place) => [place.id, place.y]));
  const handle = (port: CardPort) => {
    const isOpen = !connected.has(port.id);
    const state = isOpen ? (port.optional ? '' : 'portOpen') : 'portDone';
    return (
      <Handle
        key={port.id}
        id={port.id}
        type="source"
        position={Position.Right}
        className={state}
        style={{ top: places.get(port.id) }}
        onClick={() => words.clickExit(nodeId, port.id)}
      />
    );
  };
  return (
    <>
      {model.ports.map((port) => (
        <div key={port.id} className={styles.port}>
          <span className={styles.portLabel}>{port.label}</span>
          {!connected.has(port.id) && !port.optional && <span className={styles.open}>{words.t('canvas.notConnected')}</span>}
        </div>
      ))}
      {model.morePorts.length > 0 && <div className={`${styles.port} ${styles.more}`}>{words.t('canvas.morePorts', { count: model.morePorts.length })}</div>}
      {[...model.ports, ...model.morePorts].map(handle)}
      {model.ports
        .filter((port) => !connected.has(port.id))
        .map((port) => (
          <button
            key={port.id}
            type="button"
            tabIndex={-1}
            className={`${styles.plus} nodrag nopan`}
            style={{ top: places.get(port.id)! - 12 }}
            aria-label={words.t('canvas.addAfter', { label: port.label })}
            data-add-after={port.id}
            data-node={nodeId}
          >
            <IconPlus size={14} stroke={2} aria-hidden />
          </button>
        ))}
    </>
  );
}

function Picture({ address }: { address: string }) {
  const [failed, setFailed] = useState(false);
  if (!address.startsWith('https://') || failed) {
    return (
      <span className={styles.picture}>
        <IconPhoto size={24} stroke={1.5} aria-hidden />
      </span>
    );
  }
  return <img className={styles.picture} src={shownPicture(address)} alt="" loading="lazy" referrerPolicy="no-referrer" draggable={false} onError={() => setFailed(true)} />;
}

function CardText({ nodeId, text }: { nodeId: string; text: string }) {
  const words = useEditorWords();
  return (
    <textarea
      className={`${styles.textInput} nodrag nopan nowheel`}
      aria-label={words.t('canvas.changeText')}
      autoFocus
      value={text}
      onChange={(event) => words.changeCardText(nodeId, event.target.value)}
      onBlur={() => words.endCardText()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
          event.preventDefault();
          words.endCardText();
        }
      }}
    />
  );
}
